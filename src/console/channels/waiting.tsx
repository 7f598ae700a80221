import { LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'

export const Waiting = ({ children }: { children: ReactNode }) => (
  <p className="flex items-center gap-2 text-soft">
    <LoaderCircle aria-hidden size={17} className="shrink-0 text-accent motion-safe:animate-spin" />
    {children}
  </p>
)
