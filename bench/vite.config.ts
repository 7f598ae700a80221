import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The service as it is shipped, and each process that measures it, under `dist/bench`. */
export default defineConfig({
  root: at('..'),
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/bench',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: {
        cli: at('../src/cli.ts'),
        'whatsapp-worker': at('../src/channels/whatsapp/worker/main.ts'),
        run: at('run.ts'),
        load: at('load.ts'),
        bare: at('bare.ts'),
        'bot-api': at('bot-api.ts'),
        'whatsapp-client': at('whatsapp/client.ts'),
      },
    },
  },
})
