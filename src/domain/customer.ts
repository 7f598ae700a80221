export const channelNames = ['telegram', 'whatsapp'] as const
export type ChannelName = (typeof channelNames)[number]

export const languages = ['fa', 'en'] as const
export type Language = (typeof languages)[number]
