import { badRequest } from './failure.ts'

export interface Entity {
  type: string
  /** In UTF-16 code units. */
  offset: number
  length: number
  url?: string
  language?: string
}

const TAGS: Record<string, string> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
/** Only these four names exist; any other `&name;` stays as it is. */
const REFERENCE = /&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot));?/gi

interface Open {
  tag: string
  at: number
  attributes: string
}

interface Parsing {
  text: string
  entities: Entity[]
  open: Open[]
}

/** As strict as `parse_mode: HTML`: one unknown or unclosed tag and the message is not sent. */
export function parseHtml(html: string): { text: string; entities: Entity[] } {
  const parsing: Parsing = { text: '', entities: [], open: [] }
  let at = 0
  while (at < html.length) {
    const bracket = html.indexOf('<', at)
    const end = bracket < 0 ? html.length : bracket
    parsing.text += decode(html.slice(at, end))
    at = bracket < 0 ? end : readTag(html, bracket, parsing)
  }
  const left = parsing.open.at(-1)
  if (left) throw cannotParse(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text: parsing.text, entities: parsing.entities.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

function readTag(html: string, bracket: number, parsing: Parsing): number {
  const offset = Buffer.byteLength(html.slice(0, bracket))
  const close = html.indexOf('>', bracket)
  if (close < 0) throw cannotParse(`Unclosed start tag at byte offset ${offset}`)
  const inside = html.slice(bracket + 1, close)
  if (inside.startsWith('/')) endTag(inside.slice(1).trim().toLowerCase(), offset, parsing)
  else startTag(inside, offset, parsing)
  return close + 1
}

function startTag(inside: string, offset: number, parsing: Parsing): void {
  const tag = /^[^\s/>]*/.exec(inside)?.[0].toLowerCase() ?? ''
  const attributes = inside.slice(tag.length)
  if (!TAGS[tag]) throw cannotParse(`Unsupported start tag "${tag}" at byte offset ${offset}`)
  if (tag === 'span' && !/class\s*=\s*["']?tg-spoiler/.test(attributes))
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`)
  parsing.open.push({ tag, at: parsing.text.length, attributes })
}

function endTag(tag: string, offset: number, parsing: Parsing): void {
  const opened = parsing.open.pop()
  if (!opened) throw cannotParse(`Unexpected end tag at byte offset ${offset}`)
  if (tag && opened.tag !== tag)
    throw cannotParse(`Unmatched end tag at byte offset ${offset}, expected "</${opened.tag}>", found "</${tag}>"`)
  const entity = entityOf(opened, parsing.text)
  if (entity) parsing.entities.push(entity)
}

function entityOf({ tag, at, attributes }: Open, text: string): Entity | null {
  const length = text.length - at
  const type = TAGS[tag]
  if (length === 0 || !type) return null
  if (tag !== 'a') return { type, offset: at, length }
  const url = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(attributes)
  const href = decode(url?.[1] ?? url?.[2] ?? url?.[3] ?? text.slice(at))
  return URL.canParse(href) ? { type, offset: at, length, url: href } : null
}

const decode = (text: string) =>
  text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

const cannotParse = (what: string) => badRequest(`can't parse entities: ${what}`)
