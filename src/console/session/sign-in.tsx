import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components'
import { useLocation, useSearch } from 'wouter'
import { sayError } from '../net/error-words.ts'
import { RequestError, request } from '../net/http.ts'
import { me } from '../net/queries.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { useWords } from '../words/use-words.tsx'
import { EntryPage } from './entry-page.tsx'

export const useEnter = () => {
  const client = useQueryClient()
  const [, go] = useLocation()
  return async (email: string, password: string) => {
    await request('/api/auth/sign-in/email', { method: 'POST', body: { email, password } })
    await client.fetchQuery({ ...me, staleTime: 0 })
    go('/waiting', { replace: true })
  }
}

/** What is typed in a form, by the fields' names. */
export const fieldsOf = (event: FormEvent<HTMLFormElement>): Record<string, string> => {
  event.preventDefault()
  return Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]))
}

export const SignIn = () => {
  const { t } = useWords()
  const enter = useEnter()
  const expired = useSearch() === 'expired'
  const [problem, setProblem] = useState(expired ? t('session.expired') : '')
  const [busy, setBusy] = useState(false)

  const say = (error: unknown) => {
    const status = error instanceof RequestError ? error.status : 0
    if (status === 400 || status === 401) return t('session.wrong')
    return sayError(error, t)
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const { email = '', password = '' } = fieldsOf(event)
    setBusy(true)
    setProblem('')
    await enter(email.trim(), password).catch((error: unknown) => {
      setProblem(say(error))
      setBusy(false)
    })
  }
  return (
    <EntryPage title={t('session.signInTitle')} hint={t('session.signInHint')}>
      <Form onSubmit={event => void submit(event)} className="flex flex-col gap-4">
        <Field label={t('session.email')} name="email" type="email" autoComplete="username" isRequired autoFocus />
        <Field
          label={t('session.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
        />
        <p role="alert" className="text-danger text-sm empty:hidden">
          {problem}
        </p>
        <Button look="primary" type="submit" isPending={busy}>
          {t('session.signIn')}
        </Button>
      </Form>
    </EntryPage>
  )
}
