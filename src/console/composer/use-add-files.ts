import type { ThreadDetail } from '../../api/schemas/threads.ts'
import { useToast } from '../parts/toast.tsx'
import { useFormat } from '../shell/use-format.ts'
import { useWords } from '../words/use-words.tsx'
import { mostFiles, type useAttachments } from './use-attachments.ts'

/** Says which files cannot go before they are uploaded in vain. */
export const useAddFiles = (thread: ThreadDetail, files: ReturnType<typeof useAttachments>) => {
  const { t } = useWords()
  const { bytes } = useFormat()
  const toast = useToast()
  return (chosen: File[]) => {
    const way = thread.replyTo
    if (!way) return
    const fitting = chosen.filter(file => file.size <= way.fileBytes)
    for (const file of chosen.filter(one => one.size > way.fileBytes))
      toast(
        t('composer.tooLarge', {
          name: `⁨${file.name}⁩`,
          limit: bytes(way.fileBytes),
          channel: t(`channel.${way.channel}`),
        }),
      )
    if (files.list.length + fitting.length > mostFiles) toast(t('composer.tooMany'))
    files.add(fitting)
  }
}
