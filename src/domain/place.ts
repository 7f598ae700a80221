/** Stands for every chat of an account whose network may rename its chats, and where a message keeps its id then. */
const ANYWHERE = '*'

/** Within what a network's ids are looked up: the chat, or all of the account. */
export const placeWithin = (idsWithin: 'chat' | 'account', chat: string): string =>
  idsWithin === 'account' ? ANYWHERE : chat
