import type { Page } from './window.ts'

declare const window: Page

/**
 * Who stands behind a chat. `ask`: WhatsApp's server may be asked for the number behind a LID: seldom, or it takes us for a
 * prober. What fails, hangs or is not there any more tells nothing; a message never waits long for a name.
 */
export async function personBehind(
  id: string,
  ask: boolean,
): Promise<{ name: string; pn: string | null; lid: string | null }> {
  const attempt = async <T>(work: () => Promise<T> | T): Promise<T | undefined> => {
    const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 3_000))
    // Called within, so that what throws at once rejects as well.
    return Promise.race([late, Promise.resolve().then(work)]).catch(() => undefined)
  }
  const wid = window.require('WAWebWidFactory').createWid(id)
  const contact = await attempt(() => window.require('WAWebCollections').Contact.find(wid))
  const isLid = wid.server === 'lid'
  const look = () =>
    attempt(() => {
      const names = window.require('WAWebApiContact')
      return isLid ? names.getPhoneNumber(wid) : names.getCurrentLid(wid)
    })
  let other = await look()
  if (isLid && !other && ask) {
    await attempt(() => window.require('WAWebQueryExistsJob').queryWidExists(wid))
    other = await look()
  }
  const otherId = other?._serialized ?? null
  return {
    name: contact?.pushname || contact?.name || contact?.verifiedName || '',
    pn: isLid ? otherId : id,
    lid: isLid ? id : otherId,
  }
}

/** Base64. */
export async function pictureOf(id: string): Promise<string | null> {
  const wid = window.require('WAWebWidFactory').createWid(id)
  return (await window.WWebJS?.getProfilePicThumbToBase64(wid)) ?? null
}
