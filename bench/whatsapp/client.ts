/** A process of bare whatsapp-web.js: its messages are counted, and nothing else is done with them. */
import wweb from 'whatsapp-web.js'

const [executablePath = '', dataPath = ''] = process.argv.slice(2)
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const client = new wweb.Client({
  authStrategy: new wweb.LocalAuth({ dataPath }),
  webVersionCache: { type: 'none' },
  puppeteer: { executablePath, args: ['--disable-gpu', '--disable-dev-shm-usage', ...asRoot] },
})
let count = 0
let awaited = Number.POSITIVE_INFINITY

const tell = (message: object) => void process.send?.(message)
function look(): void {
  if (count < awaited) return
  awaited = Number.POSITIVE_INFINITY
  tell({ counted: count })
}

client.on('qr', qr => tell({ qr }))
client.on('ready', () => tell({ ready: true }))
client.on('message', () => {
  count += 1
  look()
})
process.on('message', (message: { until: number }) => {
  awaited = message.until
  look()
})
process.on('disconnect', () => void client.destroy().finally(() => process.exit()))
client.initialize().catch(error => tell({ error: String(error) }))
