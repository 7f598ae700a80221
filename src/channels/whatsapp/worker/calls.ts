import wweb from 'whatsapp-web.js'
import type { CallArgs, CallName, CallResult, Calls, WaContent } from '../protocol.ts'
import type { Names } from './names.ts'
import { personBehind, pictureOf } from './page/people.ts'
import { chatsSince, locate, locateBack, stretch } from './page/read.ts'
import { chooseNextId, lookAround } from './page/state.ts'
import { plainMessage, plainPerson, plainReaction } from './plain.ts'

type Answer<N extends CallName> = CallResult<N> | Promise<CallResult<N>>
type Answers = { [N in CallName]: (...args: CallArgs<N>) => Answer<N> }

/** What the service can ask, done with the library and its page. Each rejects with whatever these throw. */
export function answers(client: wweb.Client, names: Names): Answers {
  const page = () => {
    if (!client.pupPage) throw new Error('the page is not ready')
    return client.pupPage
  }
  const find = (chat: string, id: string) => page().evaluate(locate, chat, id)
  const whole = async (chat: string, id: string) => {
    const found = await find(chat, id)
    const message = found && (await client.getMessageById(found.serialized))
    // Its key lost on its way here what the page of today keeps under another name, and the library asks by it.
    if (message) message.id._serialized = found.serialized
    return message
  }
  const state = async (chat: string, typing: boolean) => {
    await page().evaluate(
      // The library's own, without building the whole chat for it.
      ([to, what]) => (globalThis as unknown as PageWithState).WWebJS.sendChatstate(what, to),
      [chat, typing ? 'typing' : 'stop'] as const,
    )
  }
  // The next id is chosen for the whole page: one thing at a time.
  const alone = oneAtATime()

  return {
    probe: async () => ({ state: (await page().evaluate(lookAround, [])).state }),
    chats: since => page().evaluate(chatsSince, since),
    history: async (chat, since, most) => {
      const { messages, from, reactions } = await page().evaluate(stretch, chat, since, most)
      return {
        from,
        messages: messages.flatMap(model => plainMessage(model) ?? []),
        reactions: reactions.flatMap(reaction => plainReaction(chat, { ...reaction }) ?? []),
      }
    },
    person: chat => who(chat, names, ask => page().evaluate(personBehind, chat, ask)),
    send: (chat, id, content) =>
      alone(async () => {
        const before = await find(chat, id)
        if (before) return { id: before.id, ack: before.ack, known: true }
        const quoted = content.quotedId ? await find(chat, content.quotedId) : null
        await page().evaluate(chooseNextId, id)
        const options = { ...optionsOf(content), ...(quoted ? { quotedMessageId: quoted.serialized } : {}) }
        const sent = await client
          .sendMessage(chat, bodyOf(content), options)
          // Where it failed before the id was used, the next thing the page makes must not get it.
          .finally(() => page().evaluate(chooseNextId, null))
        const is = sent ? { id: sent.id.id, ack: sent.ack } : await find(chat, id)
        if (!is) throw new Error('the page said nothing of what it sent')
        return { id: is.id, ack: is.ack, known: false }
      }),
    edit: (chat, id, text) =>
      alone(async () => {
        const found = await find(chat, id)
        if (!found) return 'not_found'
        if (found.text === text) return 'done'
        const message = await whole(chat, id)
        return (await message?.edit(text, { linkPreview: false })) ? 'done' : 'too_late'
      }),
    find: async (chat, id, text, since) => {
      const found = (await find(chat, id)) ?? (await page().evaluate(locateBack, chat, id, since, text))
      return found && { id: found.id, ack: found.ack, text: found.text }
    },
    download: async (chat, id) => {
      const media = await (await whole(chat, id))?.downloadMedia()
      return media ? { content: Buffer.from(media.data, 'base64') } : null
    },
    picture: async chat => {
      const picture = await page().evaluate(pictureOf, chat)
      return picture ? { content: Buffer.from(picture, 'base64') } : null
    },
    typing: state,
    seen: async chat => void (await client.sendSeen(chat)),
    code: async phone => void (await client.requestPairingCode(phone)),
    logout: () => client.logout(),
  } satisfies Answers as Answers & Calls
}

interface PageWithState {
  WWebJS: { sendChatstate(state: string, chat: string): Promise<boolean> }
}

async function who(
  chat: string,
  names: Names,
  ask: (server: boolean) => Promise<CallResult<'person'>>,
): Promise<CallResult<'person'>> {
  const isLid = chat.endsWith('@lid')
  const remembered = isLid ? names.numberOf(chat) : null
  // Before it is asked: what dies meanwhile must not ask again.
  if (remembered === undefined) names.learn(chat, null)
  const found = plainPerson(await ask(isLid && remembered === undefined))
  if (found.lid) names.learn(found.lid, found.pn ?? names.numberOf(found.lid) ?? null)
  return { ...found, pn: found.pn ?? remembered ?? null }
}

const bodyOf = ({ text, file }: WaContent) =>
  file ? new wweb.MessageMedia(file.mime, file.content.toString('base64'), file.name, file.content.length) : text

const optionsOf = ({ text, file }: WaContent): wweb.MessageSendOptions => ({
  // It is sent before the message, and where it fails the message is not sent at all.
  sendSeen: false,
  linkPreview: false,
  parseVCards: false,
  ...(file && text ? { caption: text } : {}),
  ...(file?.as === 'voice' ? { sendAudioAsVoice: true } : {}),
  ...(file?.as === 'document' ? { sendMediaAsDocument: true } : {}),
  ...(file?.as === 'sticker' ? { sendMediaAsSticker: true } : {}),
  ...(file?.as === 'gif' ? { sendVideoAsGif: true } : {}),
})

function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work)
    last = done
    return done
  }
}
