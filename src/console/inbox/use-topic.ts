import { useTranslation } from 'react-i18next'

/** A topic the console knows in the reader's language; another as the flow calls it. */
export const useTopic = () => {
  const { t } = useTranslation()
  return (topic: string) => t(`topic.${topic}` as 'topic.other', { defaultValue: topic })
}
