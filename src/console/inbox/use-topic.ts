import { useWords } from '../words/use-words.tsx'

/** A topic the console knows in the reader's language; another as the flow calls it. */
export const useTopic = () => {
  const { t } = useWords()
  return (topic: string) => t(`topic.${topic}` as 'topic.other', { defaultValue: topic })
}
