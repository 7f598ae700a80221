import { Bubble } from './bubble.tsx'
import type { Do, Quoting } from './doing.ts'
import { day, useSpeech } from './language.ts'
import type { Customer, Message } from './model.ts'

interface MessagesProps {
  customer: Customer
  /** When the last pressed button was answered, in ms. */
  answered: number
  typing: boolean
  quote(quoting: Quoting): void
  doing: Do
}

export function Messages({ customer, answered, typing, quote, doing }: MessagesProps) {
  const speech = useSpeech()
  const bubbles = gather(customer.messages)
  const byId = new Map(customer.messages.map(message => [message.id, message]))
  return (
    <ol className="flex flex-col gap-1.5 px-3 py-4" aria-live="polite">
      {bubbles.map((parts, index) => {
        const [first] = parts
        const today = day(speech, new Date(first.date))
        const before = bubbles[index - 1]?.[0]
        const newDay = !before || day(speech, new Date(before.date)) !== today
        return (
          <li key={first.id} className={before && before.from !== first.from ? 'mt-1.5' : ''}>
            {newDay && (
              <p className="mx-auto mt-1 mb-3 w-fit rounded-full bg-ink/45 px-3 text-xs leading-6 text-white dark:text-ink">
                {today}
              </p>
            )}
            <Bubble
              parts={parts}
              quoted={byId.get(first.replyTo ?? '') ?? null}
              answered={answered}
              messenger={customer.messenger}
              quote={quote}
              doing={doing}
            />
          </li>
        )
      })}
      {typing && (
        <li
          className="dots flex w-fit gap-1 rounded-2xl rounded-es-md bg-theirs px-4 py-3 shadow-xs"
          aria-hidden="true"
        >
          {[0, 1, 2].map(dot => (
            <span key={dot} className="size-1.5 rounded-full bg-quiet" />
          ))}
        </li>
      )}
    </ol>
  )
}

type Parts = [Message, ...Message[]]

/** The files of one album stand in one bubble. */
function gather(messages: Message[]): Parts[] {
  const bubbles: Parts[] = []
  for (const message of messages) {
    const last = bubbles.at(-1)
    if (last && message.album && last[0].album === message.album) last.push(message)
    else bubbles.push([message])
  }
  return bubbles
}
