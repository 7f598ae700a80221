import { defineConfig } from 'vite'

/** The server as a few plain files under `dist/server`; what npm installed stays in `node_modules`. */
export default defineConfig({
  // Libraries of hundreds of small files: read as one, the service starts a third sooner.
  ssr: {
    noExternal: [
      /^(better-auth|@better-auth|better-call|@better-fetch|jose|kysely|nanostores|defu|@noble)/,
      /^(zod|fastify-type-provider-zod|drizzle-orm|uuid)/,
    ],
  },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/server',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: { cli: 'src/cli.ts', 'whatsapp-worker': 'src/channels/whatsapp/worker/main.ts' },
    },
  },
})
