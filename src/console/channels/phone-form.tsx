import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components'
import { dialled } from '../../text/phones.ts'
import { sayError } from '../net/error-words.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { useWords } from '../words/use-words.tsx'

interface Props {
  begin: (phone: string) => Promise<void>
  done: () => void
  back: () => void
}

export const PhoneForm = ({ begin, done, back }: Props) => {
  const { t } = useWords()
  const [phone, setPhone] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const number = dialled(phone)
    if (number === null) return setProblem(t('pair.phoneWrong'))
    setProblem('')
    setBusy(true)
    try {
      await begin(number)
      done()
    } catch (error) {
      setProblem(sayError(error, t))
      setBusy(false)
    }
  }
  return (
    <Form onSubmit={event => void submit(event)} className="flex max-w-sm flex-col gap-3">
      <Field
        label={t('pair.phone')}
        hint={t('pair.phoneHint')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={phone}
        onChange={setPhone}
        maxLength={40}
        isRequired
        autoFocus
      />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" isPending={busy}>
          {t('pair.getCode')}
        </Button>
        <Button look="quiet" onPress={back}>
          {t('pair.toPicture')}
        </Button>
      </div>
    </Form>
  )
}
