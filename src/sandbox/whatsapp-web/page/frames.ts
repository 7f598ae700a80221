import type { ToPage } from '../protocol.ts'
import { account, commands, leave, offline, socket } from './connection.ts'
import { me } from './me.ts'
import { memory } from './memory.ts'
import { learnContact, learnMapping } from './people.ts'
import { pushes } from './pushes.ts'
import { ensureChat, msgs, upsert } from './store.ts'
import { answered, post, report, sendNow, settle } from './transport.ts'
import { wid } from './wid.ts'

type Frames = { [Type in ToPage['t']]: (frame: Extract<ToPage, { t: Type }>) => unknown }

/** What the server says, by type. Each is done before the next begins. */
const frames: Frames = {
  pair({ ref }) {
    settle()
    socket.set({ state: 'UNPAIRED' })
    account.set({ ref })
  },
  pairing: () => socket.set({ state: 'PAIRING' }),
  idle: () => socket.set({ state: 'UNPAIRED_IDLE' }),
  async paired({ device }) {
    await memory.set('device', device)
    socket.set({ state: 'OPENING' })
    sendNow({ t: 'login', device })
  },
  welcome,
  synced: frame => void sync(frame),
  progress({ percent }) {
    offline.progress = percent
    commands.trigger('offline_progress_update_from_bridge')
  },
  push(frame) {
    try {
      // Its name and what belongs to it came together.
      ;(pushes[frame.op] as (pushed: unknown) => void)(frame.p)
    } catch (error) {
      report('apply_error', { op: frame.op, message: String(error) })
    }
    sendNow({ t: 'pushack', seq: frame.seq })
  },
  rpcres: answered,
  state: ({ state }) => socket.set({ state }),
  async unlinked({ how }) {
    if (how === 'LOGOUT') return leave('phone')
    await memory.clear()
    socket.set({ state: 'UNPAIRED' })
  },
  reload: () => location.reload(),
  hang({ ms }) {
    for (const end = Date.now() + ms; Date.now() < end; );
  },
  eval({ code }) {
    const script = document.createElement('script')
    script.textContent = code
    document.documentElement.append(script)
    script.remove()
  },
}

export async function onFrame(frame: ToPage): Promise<void> {
  await (frames[frame.t] as (frame: ToPage) => unknown)(frame)
}

function welcome(frame: Extract<ToPage, { t: 'welcome' }>): void {
  const { pn, lid, pushname, platform } = frame.me
  me.pn = wid(pn)
  me.lid = lid ? wid(lid) : null
  learnMapping({ lid: lid ?? undefined, pn })
  account.assign({ pushname, platform, wid: me.pn })
  frame.contacts.forEach(learnContact)
  for (const { id, name, groupMetadata, unreadCount, t, msgs: latest } of frame.chats) {
    const chat = ensureChat(id, { name, groupMetadata })
    chat.assign({ unreadCount, t })
    for (const wire of latest) chat.assign({ lastReceivedKey: upsert(wire, { isNewMsg: false }).id })
  }
  if (frame.earlySync) socket.set({ hasSynced: true })
  socket.set({ state: 'CONNECTED', stream: 'CONNECTED' })
  sendNow({ t: 'welcomed' })
  settle()
}

async function sync({ patient, flap }: Extract<ToPage, { t: 'synced' }>): Promise<void> {
  if (patient) await socket.heard('change:hasSynced')
  if (flap) socket.set({ hasSynced: false })
  socket.set({ hasSynced: true })
  await msgs.heard('add')
  post({ t: 'listening' })
}
