import { EventEmitter } from 'node:events'
import { decode, encode } from '../page/codec.ts'
import type { PageMessage } from '../page/preload-world.ts'
import type { Differs, None } from './typed-against-electron.ts'

type Handler = (event: object, ...args: unknown[]) => unknown
type Reply = { do: 'answer'; id: number; value: string } | { do: 'refuse'; id: number; message: string }

const handlers = new Map<string, Handler>()

class IpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      handlers.delete(channel)
      return handler(event, ...args)
    })
  }
  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

export type IpcMainDiffers = None<Differs<IpcMain, Electron.IpcMain, 'handle' | 'handleOnce'>>

/** Answers one message of a page; `reply` goes back to the document that asked, and to no other. */
export async function receive(
  message: Exclude<PageMessage, { do: 'preload-error' }>,
  event: object,
  reply: (reply: Reply) => void,
): Promise<void> {
  const { channel } = message
  const args = decode(message.args) as unknown[]
  if (message.do === 'send') {
    ipcMain.emit(channel, event, ...args)
    return
  }
  const { id } = message
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    reply({ do: 'answer', id, value: encode(await handler(event, ...args)) })
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    reply({ do: 'refuse', id, message: `Error invoking remote method '${channel}': ${error}` })
  }
}
