import { fromBase64, hex, toBase64 } from '../bytes.ts'
import { account, commands, offline, socket } from '../connection.ts'
import { keys } from '../keys.ts'
import { me } from '../me.ts'
import { ask, post } from '../transport.ts'

const isOff = () => false
const presence = async (v: string) => post({ t: 'presence', v })

/** The connection, pairing, and the account itself. */
export const accountModules: Record<string, unknown> = {
  WAWebSocketModel: { Socket: socket },
  WAWebCmd: { Cmd: commands },
  WAWebConnModel: { Conn: account },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => offline.progress } },
  WAWebAltDeviceLinkingApi: {
    setPairingType: () => undefined,
    initializeAltDeviceLinking: async () => undefined,
    initializeQRLinking: async () => undefined,
    startAltLinkingFlow: (phone: string) => ask('pairingCode', { phone }),
  },
  WAWebLaunchSocketUtils: { refreshQR: () => commands.refreshQR() },
  WABase64: {
    encodeB64: (bytes: ArrayLike<number>) => toBase64(Uint8Array.from(bytes)),
    decodeB64: (text: string) => fromBase64(text).buffer,
  },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: keys.noise } }) } },
  WAWebSignalStoreApi: {
    waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: keys.identity } }) },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => keys.adv },
  WAWebMiscBrowserUtils: { info: () => ({ os: 'Linux', name: 'Chrome' }) },
  WAWebUserPrefsMeUser: {
    getMaybeMePnUser: () => me.pn,
    getMaybeMeLidUser: () => me.lid,
    getMaybeMeUser: () => me.pn,
  },
  WAWebStreamModel: {
    Stream: { markAvailable: () => presence('available'), markUnavailable: () => presence('unavailable') },
  },
  WAWebPresenceChatAction: {
    sendPresenceAvailable: () => presence('available'),
    sendPresenceUnavailable: () => presence('unavailable'),
  },
  WAWebUserPrefsGeneral: {
    getAutoDownloadAudio: isOff,
    setAutoDownloadAudio: async () => undefined,
    getAutoDownloadDocuments: isOff,
    setAutoDownloadDocuments: async () => undefined,
    getAutoDownloadPhotos: isOff,
    setAutoDownloadPhotos: async () => undefined,
    getAutoDownloadVideos: isOff,
    setAutoDownloadVideos: async () => undefined,
  },
  WAWebUserPrefsNotifications: {
    getGlobalOfflineNotifications: isOff,
    setGlobalOfflineNotifications: async () => undefined,
  },
  WAWebSetPushnameConnAction: { setPushname: async (pushname: string) => account.assign({ pushname }) },
  WAWebSyncGatingUtils: { isPlaceholderMessageResendEnabled: isOff },
  WAWebBackendJobsCommon: { mediaTypeFromProtobuf: () => null },
  WAWebE2EProtoUtils: { typeAttributeFromProtobuf: () => 'text' },
  WAWap: {
    wap: (tag: string, attrs: unknown, children: unknown) => ({ tag, attrs, children }),
    generateId: () => hex(4),
  },
  WADeprecatedSendIq: {
    deprecatedCastStanza: ({ tag, attrs }: { tag: string; attrs: unknown }) => ask('stanza', { tag, attrs }),
  },
}
