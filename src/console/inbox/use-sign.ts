import { useWords } from '../words/use-words.tsx'

const kinds = {
  '📷': 'photo',
  '🎬': 'video',
  '🎤': 'voice',
  '🎵': 'audio',
  '📄': 'document',
  '🙂': 'sticker',
  '🎞️': 'animation',
} as const

const isSign = (text: string): text is keyof typeof kinds => text in kinds

/** The word for a sign that stands in the list where a message has no words of its own; empty for other texts. */
export const useSign = () => {
  const { t } = useWords()
  return (text: string): string => {
    if (isSign(text)) return t(`file.${kinds[text]}`)
    if (text === '📍') return t('thread.location')
    return text === '👤' ? t('thread.contact') : ''
  }
}
