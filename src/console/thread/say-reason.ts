import type { TFunction } from 'i18next'

/** Why a send failed, as a sentence; an unknown reason as it came. */
export const sayReason = (error: string | null, t: TFunction): string =>
  error
    ? t(`sendError.${error}` as 'sendError.refused', { defaultValue: t('sendError.other', { reason: `⁨${error}⁩` }) })
    : ''
