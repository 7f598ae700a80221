import type { FileView } from '../../api/schemas/messages.ts'
import { failureOf, RequestError } from './http.ts'

/** Sends one file. `progress` goes from 0 to 1; fetch cannot tell it, so this is the older request. */
export const upload = (file: File, progress: (part: number) => void, signal: AbortSignal): Promise<FileView> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file, file.name)
    request.upload.onprogress = event => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => reject(new RequestError('offline', 0))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as FileView)
      else reject(failureOf(request.status, request.responseText))
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.open('POST', '/api/files')
    request.send(form)
  })
