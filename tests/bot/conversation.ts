import type { FlowEvent, Known, Step } from '../../src/bot/flow.ts'
import { intake } from '../../src/bot/intake.ts'
import type { IntakeState } from '../../src/bot/state.ts'
import type { Facts } from '../../src/domain/case.ts'
import type { FileKind } from '../../src/domain/message.ts'

/** One customer with the bot, as the runner would lead them: facts are merged, the language is remembered. */
export const conversation = (from: Partial<Known> = {}) => {
  let state: IntakeState = intake.start
  let known: Known = { name: 'Sara', language: null, languageHint: null, facts: {}, ...from }
  let files = 0
  let topic: string | null = null
  let last: Step<IntakeState> | null = null
  const hear = (event: FlowEvent) => {
    // A state is stored as JSON between events.
    const step = intake.next(JSON.parse(JSON.stringify(state)) as IntakeState, event, known)
    state = step.state
    topic = step.topic ?? topic
    known = { ...known, facts: { ...known.facts, ...step.learned }, language: step.language ?? known.language }
    last = step
    return { ...step, text: step.say.map(({ text }) => text).join('\n---\n') }
  }
  const file = (kind: FileKind) => ({ id: `fil_${++files}` as const, kind })
  return {
    hear,
    says: (text: string, ...kinds: FileKind[]) => hear({ kind: 'said', text, files: kinds.map(file) }),
    sends: (...kinds: FileKind[]) => hear({ kind: 'said', text: '', files: kinds.map(file) }),
    presses: (value: string) => hear({ kind: 'pressed', value }),
    starts: () => hear({ kind: 'started' }),
    isHandedBack: () => hear({ kind: 'handed_back' }),
    facts: (): Facts => known.facts,
    language: () => known.language,
    topic: () => topic,
    missing: () => last?.missing,
    over: () => last?.then?.reason ?? null,
  }
}

export const buttonsIn = (step: Step<unknown>) => step.say.flatMap(({ buttons }) => buttons ?? []).flat()
