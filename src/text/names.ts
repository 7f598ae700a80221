import { lengthOf, shorten } from './length.ts'

/** Control and bidi characters can hide what a name is ("gpj.exe" read backwards); joiners stay, Persian and emoji need them. */
const tricks = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu
const notInPaths = /[\\/:*?"<>|]/g

/** A person's name as it may be shown: one line, no tricks, at most 100 characters; empty where nothing is left. */
export const cleanName = (name: string): string =>
  shorten(name.replace(tricks, ' ').replace(/\s+/g, ' ').trim().normalize('NFC'), 100)

/** A file's name that is safe to offer for saving on any system: no paths, no leading dots, at most 120 characters. */
export const cleanFileName = (name: string, fallback: string): string => {
  const clean = name
    .replace(tricks, ' ')
    .replace(notInPaths, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .normalize('NFC')
  return /[\p{L}\p{N}]/u.test(clean) ? shortenBeforeEnding(clean, 120) : fallback
}

const shortenBeforeEnding = (name: string, max: number): string => {
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  const stem = name.slice(0, name.length - ending.length)
  return shorten(stem, max - lengthOf(ending)) + ending
}
