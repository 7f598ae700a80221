import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The two web pages: the agents' console and the sandbox's phone. The server is built by `vite.server.config.ts`. */
export default defineConfig({
  root: 'src',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    rollupOptions: { input: { console: 'src/console/index.html', phone: 'src/sandbox/phone/index.html' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/sandbox/api': 'http://127.0.0.1:8080' } },
})
