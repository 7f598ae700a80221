import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endsWithUs } from './ending.ts'
import type { Order } from './orders.ts'

/** A process of the bench itself, built beside this file. */
export function startChild(name: string, ...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url))
  return endsWithUs(fork(file, args, { serialization: 'advanced' }))
}

/** The next message of a child that has that member. Rejects where the child ends or tells of an error first. */
export function told<T>(child: ChildProcess, member: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      child.off('message', hear)
      child.off('exit', ended)
    }
    const ended = () => {
      end()
      reject(new Error('a process of the bench ended'))
    }
    const hear = (message: Record<string, unknown>) => {
      if ('error' in message) {
        end()
        reject(new Error(String(message.error)))
      } else if (member in message) {
        end()
        resolve(message[member] as T)
      }
    }
    child.on('message', hear)
    child.on('exit', ended)
  })
}

export async function order<T>(load: ChildProcess, what: Order): Promise<T> {
  const answer = told<T>(load, 'answer')
  load.send(what)
  return answer
}
