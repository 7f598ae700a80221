import { useState } from 'react'
import type { Do } from './doing.ts'
import type { Message } from './model.ts'

/** A button pressed stays faint until the bot answers it. */
export function Buttons({ message, answered, doing }: { message: Message; answered: number; doing: Do }) {
  const [pressed, setPressed] = useState({ label: '', at: 0 })
  const press = (label: string) => {
    setPressed({ label, at: Date.now() })
    void doing('press', { messageId: message.id, label })
  }
  return (
    <div className="mt-1 grid gap-1">
      {message.buttons.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name, and rows do not move.
        <div key={index} className="flex gap-1">
          {row.map(({ label }) => (
            <button
              key={label}
              type="button"
              dir="auto"
              onClick={() => press(label)}
              className={`min-h-10 flex-1 rounded-xl bg-paper/85 px-3 py-2 text-sm font-medium text-accent shadow-xs hover:bg-paper ${pressed.label === label && pressed.at > answered ? 'dots' : ''}`}
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
