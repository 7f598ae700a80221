import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './styles.css'

// A console left open over a new version asks for parts that are gone: it takes the new one.
window.addEventListener('vite:preloadError', () => window.location.reload())

createRoot(document.getElementById('root')!).render(<App />)
