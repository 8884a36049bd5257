import type { BridgePeer } from './bridge.ts'
import { decode, encode } from './codec.ts'

// Sent into pages as source text, see sources.ts.

type Listener = (event: object, ...args: unknown[]) => void

/** From the page to main, through the binding. */
export type PageMessage =
  | { do: 'invoke'; id: number; channel: string; args: string }
  | { do: 'send'; channel: string; args: string }
  | { do: 'preload-error'; message: string; stack: string }

/** From main to the page. */
export type MainMessage =
  | { do: 'event'; channel: string; args: string }
  | { do: 'answer'; id: number; value: string }
  | { do: 'refuse'; id: number; message: string }

export type PreloadEnvironment = {
  readonly platform: string
  readonly versions: Record<string, string>
  readonly argv: readonly string[]
  readonly env: Record<string, string>
}

/** What a sandboxed preload gets: `ipcRenderer` and the function that takes messages from main. */
export function createIpcRenderer(send: (text: string) => void) {
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0

  const tell = (message: PageMessage) => send(JSON.stringify(message))
  const add = (channel: string, listener: Listener, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const removeListener = (channel: string, listener: Listener) => {
    const kept = [...(listeners.get(channel) ?? [])]
    const index = kept.findLastIndex((entry) => entry.listener === listener)
    if (index !== -1) kept.splice(index, 1)
    listeners.set(channel, kept)
    return ipcRenderer
  }
  const absent = (name: string) => () => {
    throw new Error(`ipcRenderer.${name} is not part of the stand-in`)
  }

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        const coded = encode(args)
        waiting.set(id, { resolve, reject })
        tell({ do: 'invoke', id, channel, args: coded })
      }),
    send: (channel: string, ...args: unknown[]) => tell({ do: 'send', channel, args: encode(args) }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: removeListener,
    removeListener,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
    sendSync: absent('sendSync'),
    postMessage: absent('postMessage'),
  }

  const emit = (channel: string, args: unknown[]) => {
    for (const { listener, once } of [...(listeners.get(channel) ?? [])]) {
      if (once) removeListener(channel, listener)
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...args)
      } catch (error) {
        reportError(error) // uncaught in the page, as in Electron, and no obstacle to the next listener
      }
    }
  }

  const receive = (text: string) => {
    const message = JSON.parse(text) as MainMessage
    if (message.do === 'event') {
      emit(message.channel, decode(message.args) as unknown[])
      return
    }
    const waiter = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.do === 'answer') waiter?.resolve(decode(message.value))
    else waiter?.reject(new Error(message.message))
  }

  return { ipcRenderer, receive, tell }
}

/** Runs the preload as Electron's sandbox does: CommonJS, with a `require` that knows Electron's modules only. */
export function runPreload(
  environment: PreloadEnvironment,
  peer: BridgePeer,
  ipc: ReturnType<typeof createIpcRenderer>,
  preload: (require: (name: string) => unknown, module: object, exports: object, process: object) => void,
): void {
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => peer.expose(key, api),
  }
  const electron = { contextBridge, ipcRenderer: ipc.ipcRenderer }
  const require = (name: string) => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(name)) return electron
    throw new Error(`module not found: ${name}`)
  }
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, ...environment }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, process)
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    ipc.tell({ do: 'preload-error', message, stack: stack ?? message })
    console.error('Unable to load preload script:', error)
  }
}
