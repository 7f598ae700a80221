import type { Language } from '../domain/customer.ts'

const megabytes = (bytes: number, language: Language) =>
  new Intl.NumberFormat(language === 'fa' ? 'fa-IR' : 'en').format(Math.floor(bytes / 1_048_576))

/** Said at once when a customer sends a file the channel will not let us fetch. */
export const fileTooLarge = (language: Language, bytes: number): string =>
  language === 'fa'
    ? `این فایل بزرگ‌تر از ${megabytes(bytes, language)} مگابایت است و به دست ما نمی‌رسد. لطفاً کوتاه‌تر یا کم‌حجم‌ترش را بفرستید.`
    : `This file is larger than ${megabytes(bytes, language)} MB and cannot reach us. Please send a shorter or smaller one.`
