import type { FileKind } from '../domain/message.ts'
import { findCodes, withoutCodes } from '../text/codes.ts'
import { findPhones } from '../text/phones.ts'
import { chosenIn } from './choose.ts'
import type { FlowEvent } from './flow.ts'
import { type Question, type Topic, topics } from './texts.ts'
import { textsIn } from './texts-in.ts'
import * as vocabulary from './vocabulary.ts'
import { type Flat, flat, wordsIn } from './words.ts'

/** Something the customer can say they cannot give. */
export type Field = 'orderCode' | 'photos' | 'description'

/** What one event says, whatever was asked. */
export interface Reading {
  human: boolean
  topic: Topic | null
  orderCode: string | null
  /** They say that the code they gave is not right. */
  codeWasWrong: boolean
  photos: string[]
  voices: string[]
  phone: string | null
  description: string | null
  declined: Field[]
}

/** What is open and known while reading. */
export interface Context {
  asking: Question | null
  topic: Topic | null
  orderCode: string | null
}

const nothing: Reading = {
  human: false,
  topic: null,
  orderCode: null,
  codeWasWrong: false,
  photos: [],
  voices: [],
  phone: null,
  description: null,
  declined: [],
}

export const understand = (event: FlowEvent, context: Context): Reading => {
  if (event.kind === 'pressed') return fromButton(event.value)
  if (event.kind !== 'said') return nothing
  const chosen = chosenIn(event.text, context.asking)
  const phone = event.contact?.own ? phoneOf(event.contact.phone) : null
  return {
    ...(chosen ? fromButton(chosen) : fromText(event.text, context)),
    photos: event.files.filter(({ kind }) => shows.has(kind)).map(({ id }) => id),
    voices: event.files.filter(({ kind }) => speaks.has(kind)).map(({ id }) => id),
    ...(phone ? { phone } : {}),
  }
}

/** A picture is often sent as a document, so that it keeps its quality. */
const shows: ReadonlySet<FileKind> = new Set(['photo', 'video', 'document', 'animation', 'video_note'])
const speaks: ReadonlySet<FileKind> = new Set(['voice', 'audio', 'video_note'])

const phoneOf = (phone: string): string | null => findPhones(phone)[0] ?? findPhones(`+${phone}`)[0] ?? null

const fromButton = (value: string): Reading => {
  const topic = topics.find(each => value === `topic:${each}`) ?? null
  const declined = (['orderCode', 'photos', 'description'] as const).filter(field => value === `none:${field}`)
  return { ...nothing, human: value === 'human', topic, declined }
}

const fromText = (written: string, context: Context): Reading => {
  const text = flat(written)
  const codes = findCodes(written)
  const codeWasWrong =
    context.orderCode !== null && vocabulary.saysMistake(text) && (codes.length > 0 || vocabulary.namesCode(text))
  const human = vocabulary.asksForHuman(text)
  const label = topicByLabel(text)
  const topic = label ?? (codeWasWrong ? null : topicOf(text))
  const declined = codes.length > 0 ? [] : declinedIn(text, context.asking)
  const tells = !human && !label && !codeWasWrong && declined.length === 0 && isTelling(written, topic, context.asking)
  return {
    ...nothing,
    human,
    topic: topic ?? (tells && context.asking === 'topic' ? 'other' : null),
    orderCode: codes.find(code => code !== context.orderCode) ?? codes[0] ?? null,
    codeWasWrong,
    phone: findPhones(written)[0] ?? null,
    description: tells ? written.trim() : null,
    declined,
  }
}

const labelled: ReadonlyMap<Flat, Topic> = new Map(
  topics.flatMap(topic => [textsIn('fa'), textsIn('en')].map(texts => [flat(texts.topic[topic]), topic] as const)),
)
const topicByLabel = (text: Flat): Topic | null =>
  labelled.get(text) ?? (vocabulary.saysOther(text) && wordsIn(text).length <= 4 && !topicOf(text) ? 'other' : null)

/** In this order: who tells that it is broken and wants the money back has something to show. */
const topicOf = (text: Flat): Topic | null => {
  if (vocabulary.saysDamaged(text)) return 'damaged'
  if (vocabulary.saysNotArrived(text)) return 'not_arrived'
  if (vocabulary.saysWrongItem(text)) return 'wrong_item'
  return vocabulary.saysRefund(text) ? 'refund' : null
}

/** "I have no photo" is understood at any time, a bare "no" of what was asked. */
const declinedIn = (text: Flat, asking: Question | null): Field[] => {
  const words = vocabulary.saidWords(text).length
  const lacks = vocabulary.saysLack(text) && words <= 8
  if (lacks && vocabulary.namesPhoto(text)) return ['photos']
  if (lacks && vocabulary.namesCode(text)) return ['orderCode']
  const bareNo = lacks ? words <= 6 : vocabulary.saysNo(text) && words <= 3
  return bareNo && (asking === 'orderCode' || asking === 'photos' || asking === 'description') ? [asking] : []
}

/** Whether it describes something, so that nobody is asked to describe it again. */
const isTelling = (written: string, topic: Topic | null, asking: Question | null): boolean => {
  const text = flat(withoutCodes(written))
  const telling = vocabulary.tellingWords(text).length
  if (asking === 'description' || asking === 'more') return telling >= 1
  return topic ? telling >= 1 && vocabulary.saidWords(text).length >= 2 : telling >= 3
}
