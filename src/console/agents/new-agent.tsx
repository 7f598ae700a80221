import { useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components'
import type { AgentView } from '../../api/schemas/agents.ts'
import { sayError } from '../net/error-words.ts'
import { newKey, request } from '../net/http.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { useToast } from '../parts/toast.tsx'
import { useWords } from '../words/use-words.tsx'
import { makePassword } from './password.ts'

const roles = ['agent', 'lead', 'ops', 'admin'] as const satisfies readonly AgentView['role'][]

const blank = { name: '', email: '', password: '', role: 'agent' as AgentView['role'] }

export const NewAgent = () => {
  const { t } = useWords()
  const client = useQueryClient()
  const toast = useToast()
  const [form, setForm] = useState(blank)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<typeof blank>) => setForm(old => ({ ...old, ...part }))

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      await request('/api/agents', { method: 'POST', key: newKey(), body: form })
      toast(t('agents.added', { name: `⁨${form.name}⁩` }))
      setForm(blank)
      await client.invalidateQueries({ queryKey: ['agents'] })
    } catch (error) {
      setProblem(sayError(error, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form
      onSubmit={event => void submit(event)}
      className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-5"
    >
      <h2 className="font-bold">{t('agents.add')}</h2>
      <Field
        label={t('session.name')}
        hint={t('session.nameHint')}
        value={form.name}
        onChange={name => set({ name })}
        isRequired
        maxLength={80}
      />
      <Field
        label={t('session.email')}
        type="email"
        value={form.email}
        onChange={email => set({ email })}
        isRequired
        autoComplete="off"
      />
      <Field
        label={t('session.password')}
        type="password"
        hint={t('session.passwordHint')}
        value={form.password}
        onChange={password => set({ password })}
        isRequired
        minLength={10}
        autoComplete="new-password"
      />
      <Button
        small
        look="quiet"
        onPress={() => set({ password: makePassword(crypto.getRandomValues(new Uint8Array(16))) })}
        className="self-start"
      >
        <KeyRound aria-hidden size={15} /> {t('agents.make')}
      </Button>
      <label className="flex flex-col gap-1">
        <span className="font-medium text-sm text-soft">{t('agents.role')}</span>
        <select
          value={form.role}
          onChange={event => set({ role: roles.find(role => role === event.target.value) ?? 'agent' })}
          className="h-10 rounded-lg border border-strong-line bg-raised px-2.5"
        >
          {roles.map(role => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </label>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <Button look="primary" type="submit" isPending={busy}>
        {busy ? t('agents.adding') : t('agents.add')}
      </Button>
    </Form>
  )
}
