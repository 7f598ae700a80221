import type { Facts } from '../domain/case.ts'
import type { Language } from '../domain/customer.ts'
import { languageOf, languageOfHint } from '../text/language.ts'
import type { Flow, FlowEvent, Known } from './flow.ts'
import { type Gain, gainsBetween, learn, missingFrom, nextQuestion } from './learn.ts'
import { type Decision, reply } from './reply.ts'
import { type IntakeState, settle, start } from './state.ts'
import { type Reading, understand } from './understand.ts'
import { flat, wordsIn } from './words.ts'

const mostMisses = 3
const mostEvents = 40

/** Takes in topic, order code, photo and a description, asks only for what is missing, and hands over to a person. */
export const intake: Flow<IntakeState> = {
  name: 'intake',
  version: 1,
  start,
  next(before, event, known) {
    const told = languageTold(event, known)
    const { asking, topic } = before
    const reading = understand(event, { asking, topic, orderCode: known.facts.orderCode ?? null })
    const state = settle(before, event, reading)
    const learned = learn(known.facts, reading)
    const facts = { ...known.facts, ...learned }
    const gains = gainsBetween({ state: before, facts: known.facts }, { state, facts })
    const decision = decide({ before, state, event, reading, facts, gains })
    return {
      ...reply(decision, { state, facts, gains }, told ?? languageBefore(known)),
      ...(Object.keys(learned).length > 0 ? { learned } : {}),
      ...(state.topic ? { topic: state.topic } : {}),
      ...(told ? { language: told } : {}),
      missing: missingFrom({ state, facts }),
    }
  },
}

/** One or two words do not change the language we already speak: everyone types "code 123456". */
const languageTold = (event: FlowEvent, known: Known): Language | null => {
  if (event.kind !== 'said') return null
  const enough = known.language === null || wordsIn(flat(event.text)).length >= 3
  return enough ? languageOf(event.text) : null
}

const languageBefore = (known: Known): Language => known.language ?? languageOfHint(known.languageHint) ?? 'fa'

interface Heard {
  before: IntakeState
  state: IntakeState
  event: FlowEvent
  reading: Reading
  facts: Facts
  gains: Gain[]
}

const decide = (heard: Heard): Decision => {
  const { before, state, event, reading, facts } = heard
  if (state.handedOver) return { do: 'hand_over', reason: 'finished', saying: 'nothing' }
  if (reading.human) return { do: 'hand_over', reason: 'asked', saying: 'humanComes' }
  if (state.heard > mostEvents) return { do: 'hand_over', reason: 'stuck', saying: 'stuck' }
  if (before.asking === 'more' && saysSomething(event))
    return { do: 'hand_over', reason: 'finished', saying: 'passedOn' }
  const afterReturn = event.kind === 'handed_back' || before.asking === 'more'
  const question = nextQuestion({ state, facts }) ?? (afterReturn ? 'more' : null)
  if (question === null) return { do: 'hand_over', reason: 'finished', saying: 'summary' }
  if (event.kind === 'handed_back') return { do: 'ask', question, because: 'handed_back' }
  return question === before.asking ? stay(heard, question) : { do: 'ask', question, because: 'new' }
}

/** The same question is still open. */
const stay = ({ before, event, reading, gains }: Heard, question: NonNullable<IntakeState['asking']>): Decision => {
  const gained = gains.length > 0
  if (event.kind === 'started') return { do: 'ask', question, because: 'again' }
  // A button of an earlier step, pressed late or twice.
  if (event.kind === 'pressed') return { do: gained ? 'acknowledge' : 'nothing' }
  if (gained) return { do: 'ask', question, because: 'again' }
  // The rest of an album: the question after its first picture stands.
  if (isOnlyPictures(event, reading)) return { do: 'nothing' }
  if (before.misses + 1 >= mostMisses) return { do: 'hand_over', reason: 'stuck', saying: 'stuck' }
  return reading.codeWasWrong ? { do: 'ask_right_code' } : { do: 'ask', question, because: 'miss' }
}

const saysSomething = (event: FlowEvent): boolean =>
  event.kind === 'said' && (event.text.trim() !== '' || event.files.length > 0)

const isOnlyPictures = (event: FlowEvent, { photos }: Reading): boolean =>
  event.kind === 'said' && event.text.trim() === '' && photos.length > 0
