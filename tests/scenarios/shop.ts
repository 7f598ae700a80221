import { cp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { picture } from '../../src/sandbox/samples/pictures.ts'
import { startBotApi } from '../../src/sandbox/telegram/server.ts'
import { builtServer, newPlace, type Place, type Settings, serviceProcess, settingsFor } from '../support/service.ts'
import type { Chance } from './chance.ts'
import { type Crowd, crowdOf } from './crowd.ts'
import { isNothing, keptIn } from './kept.ts'
import { talkOn } from './verdict.ts'

/** Longer than a shared machine ever took. */
const patienceMs = 120_000

/** A Bot API, a crowd of customers, an agent, and the service as a process that can be killed. */
export async function openShop(size: number, chance: Chance, settings: (place: Place) => Settings = () => ({})) {
  const api = await startBotApi({ webhookSecondMs: 20 })
  const bot = api.bot()
  const place = await newPlace()
  // A copy: whoever builds meanwhile would take the program away between two starts.
  const program = join(dirname(builtServer), basename(place.dataDir))
  await cp(builtServer, program, { recursive: true })
  const service = serviceProcess({ ...settingsFor(api, bot), ...settings(place) }, place, program)
  const photos = await Promise.all((['brokenCup', 'tornParcel', 'bentLamp'] as const).map(picture))
  const crowd = crowdOf(api, bot, size, chance, photos)
  const kept = keptIn(place.database)
  await service.start()
  const admin = await service.admin()

  const acknowledged = () =>
    crowd.phones.flatMap(phone => phone.messages().flatMap(({ id, fetched }) => (fetched ? [`${phone.id}/${id}`] : [])))
  const isSettled = () => isNothing(kept.unsettled()) && isAllFetched(crowd)

  return {
    api,
    bot,
    service,
    crowd,
    kept,
    admin,
    talks: () => crowd.phones.map(talkOn),
    /** What Telegram will never bring again, and we do not have. */
    lost: () => {
      const ours = kept.remoteIds()
      return acknowledged().filter(place => !ours.has(place))
    },
    /** Resolves once everything was fetched, and everything sent that is to be sent. The service must be up. */
    async settled(): Promise<void> {
      const live = await admin.live()
      await new Promise<void>((resolve, reject) => {
        const end = () => {
          clearTimeout(timer)
          unwatch()
          unwatchLive()
        }
        const look = () => {
          if (!isSettled()) return
          end()
          resolve()
        }
        const timer = setTimeout(() => {
          end()
          reject(new Error(`It did not come to rest: ${JSON.stringify(kept.unsettled())}`))
        }, patienceMs)
        const unwatch = api.watch(bot, look)
        const unwatchLive = live.watch(look)
        look()
      })
      live.close()
    },
    async close() {
      await service.kill()
      await api.close()
      await rm(program, { recursive: true })
      await place.remove()
    },
  }
}
export type Shop = Awaited<ReturnType<typeof openShop>>

const isAllFetched = ({ phones }: Crowd) =>
  phones.every(phone => phone.messages().every(({ from, fetched }) => from === 'bot' || fetched))
