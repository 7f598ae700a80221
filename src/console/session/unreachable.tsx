import { sayError } from '../net/error-words.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../words/use-words.tsx'
import { EntryPage } from './entry-page.tsx'

export const Unreachable = ({ error, retry }: { error: unknown; retry: () => void }) => {
  const { t } = useWords()
  return (
    <EntryPage title={t('app')}>
      <p role="alert" className="text-soft">
        {sayError(error, t)}
      </p>
      <Button look="primary" onPress={retry}>
        {t('common.retry')}
      </Button>
    </EntryPage>
  )
}
