import type { Facts } from '../domain/case.ts'
import type { Language } from '../domain/customer.ts'
import type { HandOverReason } from '../domain/message.ts'
import { toPersianDigits } from '../text/digits.ts'
import { isolate } from '../text/direction.ts'
import { shorten } from '../text/length.ts'
import { buttonsOf } from './buttons.ts'
import type { Step } from './flow.ts'
import { type Gain, missingFrom } from './learn.ts'
import type { IntakeState } from './state.ts'
import type { Question, Texts } from './texts.ts'
import { textsIn } from './texts-in.ts'

/** What to do, before it has words. */
export type Decision =
  | { do: 'nothing' }
  /** The question stays as it was put. */
  | { do: 'acknowledge' }
  | { do: 'ask'; question: Question; because: 'new' | 'again' | 'miss' | 'handed_back' }
  | { do: 'ask_right_code' }
  | { do: 'hand_over'; reason: HandOverReason; saying: 'summary' | 'passedOn' | 'humanComes' | 'stuck' | 'nothing' }

interface Situation {
  /** With what was said in it. */
  state: IntakeState
  facts: Facts
  gains: Gain[]
}

type Reply = Pick<Step<IntakeState>, 'state' | 'say' | 'then'>

/** The decision in words of the language, and the state after they were said. */
export const reply = (decision: Decision, now: Situation, language: Language): Reply => {
  const texts = textsIn(language)
  switch (decision.do) {
    case 'nothing':
      return { state: now.state, say: [] }
    case 'acknowledge':
      return { state: now.state, say: [{ text: acknowledgement(now, texts) }] }
    case 'ask_right_code':
      return { state: { ...now.state, misses: now.state.misses + 1 }, say: [{ text: texts.sendRightCode }] }
    case 'ask':
      return ask(decision, now, texts)
    case 'hand_over':
      return handOver(decision, now, texts)
  }
}

type Ask = Extract<Decision, { do: 'ask' }>

const ask = ({ question, because }: Ask, now: Situation, texts: Texts): Reply => {
  const { state } = now
  const asked = question === state.asking ? state.asked : 0
  const opening = [
    state.greeted ? '' : texts.greeting,
    because === 'handed_back' && question !== 'more' ? texts.handedBack : '',
    acknowledgement(now, texts) || (because === 'miss' && question !== 'topic' ? texts.notUnderstood : ''),
  ]
  const text = [opening.filter(Boolean).join(' '), texts.ask[question][asked % 3]].filter(Boolean).join('\n')
  const misses = question === state.asking ? state.misses + (because === 'miss' ? 1 : 0) : 0
  return {
    state: { ...state, greeted: true, asking: question, asked: asked + 1, misses },
    say: [{ text, buttons: buttonsOf(question, texts) }],
  }
}

type HandOver = Extract<Decision, { do: 'hand_over' }>

const handOver = ({ reason, saying }: HandOver, now: Situation, texts: Texts): Reply => {
  const words = {
    summary: () => summary(now, texts),
    passedOn: () => texts.passedOn,
    humanComes: () => texts.humanComes(stillUseful(now).map(field => texts.missing[field])),
    stuck: () => texts.stuck,
    nothing: () => '',
  }[saying]()
  const text = [words && !now.state.greeted ? texts.greeting : '', words].filter(Boolean).join(' ')
  return {
    state: { ...now.state, greeted: true, asking: null, asked: 0, misses: 0, handedOver: true },
    say: text ? [{ text }] : [],
    then: { kind: 'hand_over', reason },
  }
}

const stillUseful = (now: Situation) => missingFrom(now).filter(field => !now.state.declined.includes(field))

const acknowledgement = (now: Situation, texts: Texts): string => {
  const { state, facts, gains } = now
  const has = (gain: Gain) => gains.includes(gain)
  const noted = [
    has('topic') && state.topic ? texts.topic[state.topic] : '',
    has('orderCode') ? texts.what.orderCode(codeShown(now)) : '',
    has('photos') ? texts.what.photos : '',
    has('voice') ? texts.what.voice : '',
    has('phone') && facts.phone ? texts.what.phone(isolate(facts.phone)) : '',
  ].filter(Boolean)
  const sentences = [
    has('declined') ? texts.neverMind : '',
    has('corrected') ? texts.corrected(codeShown(now)) : '',
    has('topicChanged') && state.topic ? texts.topicChanged(texts.topic[state.topic]) : '',
    noted.length > 0 ? texts.noted(noted) : '',
  ].filter(Boolean)
  return sentences.join(' ') || (has('description') ? texts.thanksForTelling : '')
}

const codeShown = ({ state, facts }: Situation): string =>
  isolate(state.persianDigits ? toPersianDigits(facts.orderCode ?? '') : (facts.orderCode ?? ''))

const summary = (now: Situation, texts: Texts): string => {
  const { state, facts } = now
  const described = facts.description ? isolate(shorten(facts.description.replace(/\s+/g, ' '), 200)) : null
  return texts.summary({
    topic: texts.topic[state.topic ?? 'other'],
    orderCode: facts.orderCode ? codeShown(now) : null,
    photos: facts.photos?.length ?? 0,
    description: described ?? (state.spoke ? 'voice' : null),
  })
}
