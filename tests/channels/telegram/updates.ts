import type { Update } from '../../../src/channels/telegram/payloads.ts'

/** Updates as api.telegram.org gives them. */
export const sara = {
  id: 5_012_345_678,
  is_bot: false,
  first_name: 'سارا',
  last_name: 'محمدی',
  username: 'sara_m',
  language_code: 'fa',
}
export const chat = { id: sara.id, type: 'private', first_name: 'سارا', last_name: 'محمدی', username: 'sara_m' }
/** 2026-03-21T08:00:00Z */
export const date = 1_774_080_000

export const messageUpdate = (body: object, id = 700_000_001): Update => ({
  update_id: id,
  message: { message_id: 41, from: sara, chat, date, ...body },
})

const thumbnail = { file_id: 'AAMCthumb', file_unique_id: 'AQADthumb', file_size: 9_000, width: 320, height: 320 }

export const photo = [
  { file_id: 'AgACs', file_unique_id: 'AQADs', file_size: 1_253, width: 90, height: 67 },
  { file_id: 'AgACm', file_unique_id: 'AQADm', file_size: 17_440, width: 320, height: 240 },
  { file_id: 'AgACx', file_unique_id: 'AQADx', file_size: 98_103, width: 1280, height: 960 },
]
export const document = {
  file_name: 'فاکتور ۱۲.pdf',
  mime_type: 'application/pdf',
  file_id: 'BQAC',
  file_unique_id: 'AgADd',
  file_size: 48_211,
}
export const voice = {
  duration: 7,
  mime_type: 'audio/ogg',
  file_id: 'AwAC',
  file_unique_id: 'AgADv',
  file_size: 28_112,
}
export const video = {
  duration: 12,
  width: 720,
  height: 1280,
  file_name: 'IMG_1.MOV',
  mime_type: 'video/mp4',
  thumbnail,
  file_id: 'BAAC',
  file_unique_id: 'AgADw',
  file_size: 3_100_000,
}
export const videoNote = {
  duration: 5,
  length: 384,
  thumbnail,
  file_id: 'DQAC',
  file_unique_id: 'AgADn',
  file_size: 512_000,
}
export const audio = {
  duration: 180,
  file_name: 'song.mp3',
  mime_type: 'audio/mpeg',
  title: 'Song',
  performer: 'X',
  file_id: 'CQAC',
  file_unique_id: 'AgADa',
  file_size: 4_000_000,
}
export const animation = {
  duration: 2,
  width: 320,
  height: 240,
  file_name: 'a.mp4',
  mime_type: 'video/mp4',
  thumbnail,
  file_id: 'CgAC',
  file_unique_id: 'AgADg',
  file_size: 65_000,
}
export const sticker = {
  width: 512,
  height: 512,
  emoji: '😡',
  set_name: 'Cats',
  is_animated: false,
  is_video: false,
  type: 'regular',
  thumbnail,
  file_id: 'CAAC',
  file_unique_id: 'AgADs',
  file_size: 22_000,
}

export const pressUpdate: Update = {
  update_id: 700_000_009,
  callback_query: {
    id: '4382bfdwdsb323b2d9',
    from: sara,
    message: {
      message_id: 39,
      from: { id: 123, is_bot: true, first_name: 'Shop' },
      chat,
      date,
      text: 'خرید شما رسید؟',
    },
    chat_instance: '-1234567890',
    data: 'yes:7',
  },
}

export const membershipUpdate = (status: string, body: object = {}): Update => ({
  update_id: 700_000_010,
  my_chat_member: {
    chat,
    from: sara,
    date,
    old_chat_member: { user: { id: 123, is_bot: true, first_name: 'Shop' }, status: 'member' },
    new_chat_member: { user: { id: 123, is_bot: true, first_name: 'Shop' }, status, until_date: 0 },
    ...body,
  },
})
