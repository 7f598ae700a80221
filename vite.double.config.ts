import { defineConfig } from 'vite'

/** The page of the sandbox's WhatsApp Web, as one script. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/whatsapp-web',
    emptyOutDir: true,
    minify: false,
    lib: {
      entry: 'src/sandbox/whatsapp-web/page/main.ts',
      formats: ['iife'],
      name: 'whatsappWebDouble',
      fileName: () => 'page.js',
    },
  },
})
