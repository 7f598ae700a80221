import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { CustomerPanel } from './customer-panel.tsx'
import { EarlierCases } from './earlier-cases.tsx'
import { IntakeCard } from './intake-card.tsx'

export const SidePanel = ({ thread }: { thread: ThreadDetail }) => (
  <div className="flex flex-col gap-3 p-4">
    <IntakeCard thread={thread} />
    <CustomerPanel thread={thread} />
    <EarlierCases cases={thread.earlierCases} />
  </div>
)
