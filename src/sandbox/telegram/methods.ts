import {
  answerCallbackQuery,
  deleteMessage,
  deleteMessages,
  editMessageCaption,
  editMessageReplyMarkup,
  editMessageText,
  sendChatAction,
} from './change.ts'
import type { Call } from './compose.ts'
import { badRequest } from './failure.ts'
import { DOWNLOAD_LIMIT } from './files.ts'
import type { Line } from './line.ts'
import { intOf, jsonOf, textOf } from './params.ts'
import { sendFile, sendLocation, sendMediaGroup, sendMessage } from './send.ts'
import { wireBot, wireChat } from './world.ts'

type Method = (call: Call, line: Line, signal: AbortSignal) => unknown

/** By its name in lower case: Telegram does not mind the case either. */
export const methods: Readonly<Record<string, Method>> = {
  getme: ({ bot }) => ({
    ...wireBot(bot),
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getupdates: ({ params }, line, signal) => line.getUpdates(params, signal),
  setwebhook: ({ params }, line) => line.setWebhook(params),
  deletewebhook: ({ params }, line) => line.deleteWebhook(params),
  getwebhookinfo: (_call, line) => line.info(),
  sendmessage: sendMessage,
  sendphoto: sendFile('photo'),
  senddocument: sendFile('document'),
  sendvoice: sendFile('voice'),
  sendvideo: sendFile('video'),
  sendvideonote: sendFile('video_note'),
  sendaudio: sendFile('audio'),
  sendanimation: sendFile('animation'),
  sendsticker: sendFile('sticker'),
  sendmediagroup: sendMediaGroup,
  sendlocation: sendLocation,
  sendchataction: sendChatAction,
  editmessagetext: editMessageText,
  editmessagecaption: editMessageCaption,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  deletemessages: deleteMessages,
  answercallbackquery: answerCallbackQuery,
  getfile: getFile,
  getchat: getChat,
  getuserprofilephotos: ({ world, params }) => {
    if (!world.people.has(intOf(params, 'user_id') ?? '')) throw badRequest('invalid user_id specified')
    return { total_count: 0, photos: [] }
  },
  setmycommands: ({ world, bot, params }) => {
    const commands = jsonOf(params, 'commands')
    world.bots.put(bot.id, { ...bot, commands: Array.isArray(commands) ? commands : [] })
    return true
  },
  getmycommands: ({ bot }) => bot.commands,
  deletemycommands: ({ world, bot }) => {
    world.bots.put(bot.id, { ...bot, commands: [] })
    return true
  },
  setmyname: () => true,
  setmydescription: () => true,
  setmyshortdescription: () => true,
  setchatmenubutton: () => true,
  close: () => true,
  logout: () => true,
}

/** These count towards the limits of sending. */
export const isSend = (method: string) => /^(send(?!chataction)|edit)/.test(method)

function getFile({ world, bot, params }: Call): unknown {
  const file = world.files.get(textOf(params, 'file_id'))
  if (!file || file.bot !== bot.id) throw badRequest('invalid file_id')
  if (file.bytes > DOWNLOAD_LIMIT) throw badRequest('file is too big')
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes, file_path: file.path }
}

function getChat({ world, params }: Call): unknown {
  const person = world.people.get(intOf(params, 'chat_id') ?? '')
  if (!person) throw badRequest('chat not found')
  return { ...wireChat(person), accent_color_id: 0, max_reaction_count: 11 }
}
