import { defineConfig } from 'vite'

/** The server as a few plain files under `dist/server`; what npm installed stays in `node_modules`. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/server',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rollupOptions: { input: { cli: 'src/cli.ts' } },
  },
})
