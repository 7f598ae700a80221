/** Measures every part in turn, or those that are named. Writes tables; fails where something that was said or acknowledged is missing. */
import { say } from './say.ts'
import { machine } from './table.ts'
import { measureTelegram } from './telegram.ts'
import { measureWhatsApp } from './whatsapp/measure.ts'

const parts = new Map([
  ['telegram', measureTelegram],
  ['whatsapp', measureWhatsApp],
])
const named = process.argv.slice(2)
const unknown = named.filter(name => !parts.has(name))
if (unknown.length > 0)
  throw new Error(`No part is called ${unknown.join(', ')}: there are ${[...parts.keys()].join(', ')}.`)

say(machine())
for (const [name, measure] of parts) if (named.length === 0 || named.includes(name)) await measure()
