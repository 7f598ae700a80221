import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components'
import { Link } from 'wouter'
import { sayError } from '../net/error-words.ts'
import { request } from '../net/http.ts'
import { setup } from '../net/queries.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { useWords } from '../words/use-words.tsx'
import { EntryPage } from './entry-page.tsx'
import { fieldsOf, useEnter } from './sign-in.tsx'
import { tokenIn } from './token.ts'

export const Setup = () => {
  const { t } = useWords()
  const { data } = useQuery(setup)
  const [token] = useState(() => tokenIn(location.hash))
  if (data?.open === false || !token)
    return (
      <EntryPage title={t('session.setupTitle')}>
        <p role="alert" className="text-soft">
          {data?.open === false ? t('session.setupClosed') : t('session.setupNoToken')}
        </p>
        <Link href="/sign-in" className="font-semibold text-accent">
          {t('session.signIn')}
        </Link>
      </EntryPage>
    )
  return <SetupForm token={token} />
}

const SetupForm = ({ token }: { token: string }) => {
  const { t } = useWords()
  const enter = useEnter()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const { name = '', email = '', password = '' } = fieldsOf(event)
    setBusy(true)
    setProblem('')
    try {
      await request('/api/setup', { method: 'POST', body: { name: name.trim(), email: email.trim(), password, token } })
      history.replaceState(null, '', '/setup')
      await enter(email.trim(), password)
    } catch (error) {
      setProblem(sayError(error, t))
      setBusy(false)
    }
  }
  return (
    <EntryPage title={t('session.setupTitle')} hint={t('session.setupHint')}>
      <Form onSubmit={event => void submit(event)} className="flex flex-col gap-4">
        <Field
          label={t('session.name')}
          name="name"
          hint={t('session.nameHint')}
          autoComplete="name"
          isRequired
          autoFocus
        />
        <Field label={t('session.email')} name="email" type="email" autoComplete="username" isRequired />
        <Field
          label={t('session.password')}
          name="password"
          type="password"
          hint={t('session.passwordHint')}
          autoComplete="new-password"
          minLength={10}
          isRequired
        />
        <p role="alert" className="text-danger text-sm empty:hidden">
          {problem}
        </p>
        <Button look="primary" type="submit" isPending={busy}>
          {t('session.setupButton')}
        </Button>
      </Form>
    </EntryPage>
  )
}
