import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../words/use-words.tsx'
import { IconButton } from './icon-button.tsx'

/** Copies on plain http too, where the browser has no clipboard for pages. */
export const copyText = async (text: string) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = Object.assign(document.createElement('textarea'), { value: text })
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export const CopyKey = ({ text, label }: { text: string; label: string }) => {
  const { t } = useWords()
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 1500)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <IconButton
      icon={done ? Check : Copy}
      label={done ? t('common.copied') : label}
      onPress={() => void copyText(text).then(() => setDone(true))}
      className="size-7"
    />
  )
}
