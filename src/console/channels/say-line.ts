import type { TFunction } from 'i18next'
import type { ChannelView } from '../../api/schemas/channels.ts'
import type { Format } from '../shell/format.ts'
import { neverLinked, troubleOf } from '../shell/line-trouble.ts'

/** How a line fares, in a few words. */
export const sayState = (line: ChannelView, t: TFunction, format: Format): string => {
  if (neverLinked(line)) return t('channels.state.unlinked')
  const trouble = troubleOf(line)
  if (trouble) return t(`channels.trouble.${trouble}`)
  if (line.state === 'syncing' && line.percent !== null)
    return t('channels.state.syncingPart', { percent: format.percent(line.percent) })
  return t(`channels.state.${line.state}`)
}

/** What to do about it, as sentences; null where nothing is to be done. */
export const sayHelp = (line: ChannelView, t: TFunction): string | null => {
  if (neverLinked(line)) return t('channels.help.unlinked')
  const trouble = troubleOf(line)
  const name = `⁨${line.address ?? line.name}⁩`
  switch (trouble) {
    case null:
      return line.state === 'broken' ? t('line.broken', { name }) : null
    case 'unauthorized':
    case 'webhook_refused':
      return t(`line.${trouble}`, { name })
    case 'conflict':
      return line.pairable ? t('channels.help.conflict') : t('line.conflict', { name })
    default:
      return t(`channels.help.${trouble}`)
  }
}

/** How an admin can bring it up again by hand; null where nothing here would help. */
export const wayBack = (line: ChannelView): 'link' | 'linkAgain' | 'useHere' | null => {
  if (!line.pairable) return null
  if (line.state === 'pairing' || neverLinked(line)) return 'link'
  const trouble = troubleOf(line)
  if (trouble === 'conflict') return 'useHere'
  return trouble === 'logged_out' || trouble === 'banned' ? 'linkAgain' : null
}
