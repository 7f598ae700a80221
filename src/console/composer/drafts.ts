export interface Draft {
  reply: string
  note: string
}

const prefix = 'shenava.draft.'
const empty: Draft = { reply: '', note: '' }

export const readDraft = (threadId: string): Draft => {
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(prefix + threadId) ?? '{}') as Partial<Draft>) }
  } catch {
    return empty
  }
}

export const writeDraft = (threadId: string, draft: Draft) => {
  if (draft.reply || draft.note) localStorage.setItem(prefix + threadId, JSON.stringify(draft))
  else localStorage.removeItem(prefix + threadId)
}

export const forgetDrafts = () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
