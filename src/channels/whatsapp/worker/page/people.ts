import type { Page } from './window.ts'

declare const window: Page

/** Who stands behind a chat. `ask`: WhatsApp's server may be asked for the number behind a LID: seldom, or it takes us for a prober. */
export async function personBehind(
  id: string,
  ask: boolean,
): Promise<{ name: string; pn: string | null; lid: string | null }> {
  const wid = window.require('WAWebWidFactory').createWid(id)
  const names = window.require('WAWebApiContact')
  const contact = await window
    .require('WAWebCollections')
    .Contact.find(wid)
    .catch(() => undefined)
  const isLid = wid.server === 'lid'
  const look = () => (isLid ? names.getPhoneNumber(wid) : names.getCurrentLid(wid))
  let other = look()
  if (isLid && !other && ask) {
    await window.require('WAWebQueryExistsJob').queryWidExists(wid)
    other = look()
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
