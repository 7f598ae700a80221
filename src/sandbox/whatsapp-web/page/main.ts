/**
 * A local stand-in for the page of WhatsApp Web: the modules, models and events that whatsapp-web.js reaches through
 * window.require(), backed by the sandbox's server. Written from that library's own calls; there is no WhatsApp code in it.
 */
import { sleep } from './bytes.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { socket } from './connection.ts'
import { loadKeys } from './keys.ts'
import { accountModules } from './modules/account.ts'
import { chatModules } from './modules/chats.ts'
import { mediaModules } from './modules/media.ts'
import { peopleModules } from './modules/people.ts'
import { sendingModules } from './modules/sending.ts'
import { report } from './transport.ts'

const modules: Record<string, unknown> = {
  ...accountModules,
  ...peopleModules,
  ...chatModules,
  ...mediaModules,
  ...sendingModules,
}
for (const name of config.missingModules) delete modules[name]

window.require = name => {
  if (Object.hasOwn(modules, name)) return modules[name]
  report('missing_module', { name })
  throw new Error(`Requiring unknown module "${name}".`)
}
window.addEventListener('unhandledrejection', ({ reason }) =>
  report('unhandledrejection', { message: String(reason?.message ?? reason) }),
)
window.addEventListener('error', ({ message }) => report('pageerror', { message: String(message) }))

async function start(): Promise<void> {
  if (config.bootDelayMs) await sleep(config.bootDelayMs)
  const keys = await loadKeys()
  socket.set({ state: 'OPENING' })
  connect(keys)
  if (!config.neverBoots) window.Debug = { VERSION: config.version }
}
void start()
