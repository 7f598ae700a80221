import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components'
import type { ChannelList, ChannelView } from '../../api/schemas/channels.ts'
import { sayError } from '../net/error-words.ts'
import { Button } from '../parts/button.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { Field } from '../parts/field.tsx'
import { useWords } from '../words/use-words.tsx'
import { useDeeds } from './use-deeds.ts'

interface Props {
  obstacle: ChannelList['addable'][number]['obstacle']
  added: (line: ChannelView) => void
}

export const AddNumber = ({ obstacle, added }: Props) => {
  const { t } = useWords()
  return (
    <section aria-labelledby="add-number" className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-5">
      <h2 id="add-number" className="flex items-center gap-2 font-bold">
        <ChannelMark channel="whatsapp" size={16} /> {t('channels.add')}
      </h2>
      {obstacle ? <p className="text-sm text-soft">{t(`channels.help.${obstacle}`)}</p> : <AddForm added={added} />}
      <p className="flex gap-2 rounded-lg bg-note-soft px-3 py-2 text-note text-xs">
        <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
        {t('channels.unofficial')}
      </p>
    </section>
  )
}

const AddForm = ({ added }: Pick<Props, 'added'>) => {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState('')
  const { add, busy } = useDeeds()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem('')
    try {
      added(await add(name.trim()))
      setName('')
    } catch (error) {
      setProblem(sayError(error, t))
    }
  }
  return (
    <Form onSubmit={event => void submit(event)} className="flex flex-col gap-4">
      <Field
        label={t('channels.name')}
        hint={t('channels.nameHint')}
        value={name}
        onChange={setName}
        isRequired
        maxLength={80}
        autoComplete="off"
      />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <Button look="primary" type="submit" isPending={busy}>
        {busy ? t('channels.adding') : t('channels.addButton')}
      </Button>
    </Form>
  )
}
