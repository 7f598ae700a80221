/** What of the page is used, as far as it is known. Everything here is WhatsApp's or the library's: any of it may be missing. */

export interface Wid {
  user: string
  server: string
  _serialized: string
}

export interface MsgKey {
  id: string
  fromMe: boolean
  remote: Wid | string
  _serialized?: string
}

export interface Msg {
  id: MsgKey
  type: string
  t: number
  ack: number
  body?: string
  caption?: string
  directPath?: string
  hasReaction?: boolean
}

interface Collection<T> {
  get(id: string): T | undefined
  getModelsArray(): T[]
}

export interface ChatModel {
  id: Wid
  t?: number
  msgs: Collection<Msg>
}

interface ReactionSender {
  senderUserJid: Wid | string
  reactionText: string
  /** In ms. */
  timestamp: number
}

export interface PageModules {
  WAWebCollections: {
    Msg: Collection<Msg> & { getMessagesById(ids: string[]): Promise<{ messages: Msg[] }> }
    Chat: Collection<ChatModel>
    Contact: Collection<{ name?: string; pushname?: string; verifiedName?: string }> & {
      find(id: unknown): Promise<{ name?: string; pushname?: string; verifiedName?: string } | undefined>
    }
    Reactions: {
      find(id: string): Promise<{ reactions: { serialize(): { senders: ReactionSender[] }[] } } | undefined>
    }
    ProfilePicThumb: { find(wid: Wid): Promise<{ img?: string } | undefined> }
  }
  WAWebSocketModel: { Socket: { state: string; hasSynced: boolean } }
  WAWebCmd: { Cmd: { refreshQR(): void } }
  WAWebWidFactory: { createWid(id: string): Wid }
  WAWebApiContact: { getPhoneNumber(wid: Wid): Wid | undefined; getCurrentLid(wid: Wid): Wid | undefined }
  WAWebQueryExistsJob: { queryWidExists(wid: Wid): Promise<unknown> }
  WAWebChatLoadMessages: { loadEarlierMsgs(options: { chat: ChatModel }): Promise<Msg[] | undefined> }
  WAWebMsgKey: { newId(): Promise<string>; prototype: object; default?: PageModules['WAWebMsgKey'] }
  WAWebUserPrefsMeUser: { getMaybeMePnUser(): Wid | undefined; getMaybeMeLidUser(): Wid | undefined }
}

export interface Page {
  require<N extends keyof PageModules>(name: N): PageModules[N]
  WWebJS?: {
    getMessageModel(message: Msg): Record<string, unknown>
    getChat(id: string, options: { getAsModel: false }): Promise<ChatModel | undefined>
    getProfilePicThumbToBase64(wid: Wid): Promise<string | undefined>
  }
  onAppStateHasSyncedEvent?: () => Promise<void>
  shenavaNextId?: string | undefined
  /** Whether the page takes the ids we choose. */
  shenavaChoosesIds?: boolean
}
