import type { FlowEvent } from './flow.ts'
import type { Question, Topic } from './texts.ts'
import type { Field, Reading } from './understand.ts'

/** Plain JSON. A change that older states do not fit raises the flow's version. */
export interface IntakeState {
  greeted: boolean
  topic: Topic | null
  /** The open question, and how often it was put. */
  asking: Question | null
  asked: number
  /** Answers to the open question that could not be used. */
  misses: number
  /** What they said they cannot give. */
  declined: Field[]
  /** They described it in a voice note. */
  spoke: boolean
  /** The order code is shown back in the digits they write. */
  persianDigits: boolean
  /** Events so far: whatever happens, a person comes in the end. */
  heard: number
  handedOver: boolean
}

export const start: IntakeState = {
  greeted: false,
  topic: null,
  asking: null,
  asked: 0,
  misses: 0,
  declined: [],
  spoke: false,
  persianDigits: false,
  heard: 0,
  handedOver: false,
}

/** The state with what was said in it, before it is decided what to say. */
export const settle = (state: IntakeState, event: FlowEvent, reading: Reading): IntakeState => {
  const heard: IntakeState = {
    ...state,
    topic: topicAfter(state.topic, event, reading),
    declined: declinedAfter(state.declined, reading),
    spoke: state.spoke || reading.voices.length > 0,
    persianDigits: reading.orderCode && event.kind === 'said' ? /[۰-۹]/.test(event.text) : state.persianDigits,
    heard: state.heard + 1,
  }
  // What they did not have is asked for again: it may be why the agent gave the thread back.
  return event.kind === 'handed_back' ? { ...heard, declined: [], misses: 0, heard: 0, handedOver: false } : heard
}

/** A button is a choice; words said on the way are not, once the topic is known. */
const topicAfter = (topic: Topic | null, event: FlowEvent, reading: Reading): Topic | null => {
  const stays = topic !== null && topic !== 'other' && event.kind !== 'pressed'
  return stays ? topic : (reading.topic ?? topic)
}

const declinedAfter = (declined: Field[], reading: Reading): Field[] => {
  const given = new Set<Field>()
  if (reading.orderCode) given.add('orderCode')
  if (reading.photos.length > 0) given.add('photos')
  if (reading.description) given.add('description')
  return [...new Set([...declined, ...reading.declined])].filter(field => !given.has(field))
}
