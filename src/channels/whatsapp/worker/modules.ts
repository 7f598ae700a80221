/** What of the page the line cannot do without. A renamed one keeps it from ever being ready, and nothing says so but this. */
export const needed = [
  'WAWebSocketModel',
  'WAWebCmd',
  'WAWebConnModel',
  'WAWebCollections',
  'WAWebMsgKey',
  'WAWebWidFactory',
  'WAWebUserPrefsMeUser',
  'WAWebSendMsgChatAction',
  'WAWebFindChatAction',
  'WAWebChatGetters',
  'WAWebGetEphemeralFieldsMsgActionsUtils',
  'WAWebSyncGatingUtils',
  'WAWebCallCollection',
  'WALinkify',
]

/** What it can do without, and what works less well then. */
export const useful: Record<string, string> = {
  WAWebChatLoadMessages: 'older messages',
  WAWebDownloadManager: 'receiving files',
  WAWebPrepRawMedia: 'sending files',
  WAWebMediaMmsV4Upload: 'sending files',
  WAWebMsgReply: 'quoted replies',
  WAWebSendMessageEditAction: 'edits',
  WAWebChatStateBridge: 'typing',
  WAWebUpdateUnreadChatAction: 'seen marks',
  WAWebApiContact: 'phone numbers',
  WAWebQueryExistsJob: 'phone numbers',
  WAWebAddonReactionTableMode: 'reactions',
}

export const everyModule = [...needed, ...Object.keys(useful)]

/** What is missing, in words for whoever looks after the service. */
export const missingWords = (missing: readonly string[]): string =>
  missing.map(name => (useful[name] ? `${name} (${useful[name]})` : name)).join(', ')
