import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { Session } from './protocol-types.ts'

export type Connection = {
  readonly browser: Session
  readonly session: (id: string) => Session
  readonly alive: () => boolean
}

type Reply = { id: number; result?: unknown; error?: { message: string } }
type Notice = { method: string; params: unknown; sessionId?: string }
type Pending = {
  readonly method: string
  readonly sessionId: string | undefined
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

const detached = Symbol('detached')

/**
 * The DevTools protocol over Chromium's two pipes: JSON texts, each ended by a NUL byte, many sessions in one
 * stream. Commands of a session that goes away are rejected, so nobody waits for a closed window.
 */
export function connect(output: Writable, input: Readable): Connection {
  const pending = new Map<number, Pending>()
  const emitters = new Map<string, EventEmitter>()
  let lastId = 0
  let closed = false

  const emitterOf = (sessionId: string | undefined) => {
    const key = sessionId ?? ''
    const known = emitters.get(key)
    if (known) return known
    const emitter = new EventEmitter().setMaxListeners(0)
    emitters.set(key, emitter)
    return emitter
  }

  const rejectPending = (concerns: (command: Pending) => boolean, why: string) => {
    for (const [id, command] of pending) {
      if (!concerns(command)) continue
      pending.delete(id)
      command.reject(new Error(`${command.method}: ${why}`))
    }
  }

  const forget = (sessionId: string) => {
    rejectPending((command) => command.sessionId === sessionId, 'the page is gone')
    emitters.get(sessionId)?.emit(detached)
    emitters.delete(sessionId)
  }

  const receive = (message: Reply | Notice) => {
    if ('id' in message) {
      const command = pending.get(message.id)
      pending.delete(message.id)
      if (message.error) command?.reject(new Error(`${command.method}: ${message.error.message}`))
      else command?.resolve(message.result as never)
      return
    }
    emitterOf(message.sessionId).emit(message.method, message.params)
    if (message.method === 'Target.detachedFromTarget') {
      forget((message.params as { sessionId: string }).sessionId)
    }
  }

  const session = (sessionId: string | undefined): Session => ({
    id: sessionId,
    send: (method, parameters) =>
      new Promise((resolve, reject) => {
        if (!output.writable) return reject(new Error(`${method}: Chromium is gone`))
        const id = ++lastId
        pending.set(id, { method, sessionId, resolve, reject })
        output.write(`${JSON.stringify({ id, method, params: parameters ?? {}, sessionId })}\0`)
      }),
    on: (event, listener) => {
      emitterOf(sessionId).on(event, listener)
    },
    onDetached: (listener) => {
      emitterOf(sessionId).once(detached, listener)
    },
  })

  const end = () => {
    closed = true
    rejectPending(() => true, 'Chromium is gone')
  }
  // Whichever pipe notices first. The pages are not reported as closed: an application would take that for a
  // person's doing, and quit happily.
  output.on('error', end)
  readMessages(input, receive)
  input.once('close', end)
  return { browser: session(undefined), session, alive: () => !closed && output.writable }
}

function readMessages(input: Readable, receive: (message: Reply | Notice) => void): void {
  let chunks: Buffer[] = []
  input.on('error', () => undefined)
  input.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      chunks.push(chunk.subarray(start, end))
      const text = Buffer.concat(chunks).toString('utf8')
      chunks = []
      start = end + 1
      receive(JSON.parse(text) as Reply | Notice)
    }
    if (start < chunk.length) chunks.push(chunk.subarray(start))
  })
}
