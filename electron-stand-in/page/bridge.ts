import { decode, encode } from './codec.ts'

// Sent into pages as source text, see sources.ts.

type Callable = (...args: unknown[]) => unknown
type Settled = { ok: boolean; value: string }
type Message =
  | { do: 'expose'; key: string; value: string }
  | { do: 'call'; id: number; args: string }
  | { do: 'reply'; settled: Settled }
  | { do: 'settle'; id: number; settled: Settled }

export type BridgePeer = { readonly expose: (key: string, value: unknown) => void }

/**
 * One end of contextBridge. The page's world and the preload's share nothing but the DOM, so the two ends talk by
 * events on the window, which are synchronous across worlds; functions and promises cross as numbers. Each end
 * is made before any script of the page runs and keeps its own hold of what it uses.
 */
export function createBridgePeer(hears: string, says: string): BridgePeer {
  const { addEventListener, dispatchEvent, CustomEvent: Event, Promise: PagePromise } = window
  const functions = new Map<number, Callable>()
  const settlers = new Map<number, (settled: Settled) => void>()
  const cameFromThere = new WeakMap<object, number>()
  let lastId = 0
  let reply: Settled | undefined

  const tell = (message: Message) => {
    dispatchEvent.call(window, new Event(says, { detail: JSON.stringify(message) }))
  }

  const pack = (value: unknown): string =>
    encode(value, (part) => {
      if (typeof part === 'function') return packFunction(part as Callable)
      if (part instanceof PagePromise) return packPromise(part)
      return undefined
    })

  const packFunction = (callable: Callable): [string, number] => {
    const home = cameFromThere.get(callable)
    if (home !== undefined) return ['home', home]
    const id = ++lastId
    functions.set(id, callable)
    return ['function', id]
  }

  const packPromise = (promise: Promise<unknown>): [string, number] => {
    const id = ++lastId
    promise.then(
      (value) => tell({ do: 'settle', id, settled: settle(() => value) }),
      (error: unknown) => tell({ do: 'settle', id, settled: { ok: false, value: packError(error) } }),
    )
    return ['promise', id]
  }

  const packError = (error: unknown): string => {
    try {
      return pack(error)
    } catch {
      return pack(new Error(String(error)))
    }
  }

  const settle = (work: () => unknown): Settled => {
    try {
      return { ok: true, value: pack(work()) }
    } catch (error) {
      return { ok: false, value: packError(error) }
    }
  }

  const unpack = (text: string): unknown =>
    decode(text, (tag, id) => {
      if (tag === 'home') return functions.get(id)
      if (tag === 'function') return functionFromThere(id)
      return new PagePromise((resolve, reject) => {
        settlers.set(id, ({ ok, value }) => (ok ? resolve : reject)(unpack(value)))
      })
    })

  const functionFromThere = (id: number): Callable => {
    const callable = (...args: unknown[]) => {
      tell({ do: 'call', id, args: pack(args) })
      const settled = reply
      reply = undefined
      if (!settled) throw new Error('The other world did not answer.')
      const value = unpack(settled.value)
      if (!settled.ok) throw value
      return value
    }
    cameFromThere.set(callable, id)
    return callable
  }

  const hear = (message: Message) => {
    if (message.do === 'expose') {
      const value = deepFreeze(unpack(message.value))
      Object.defineProperty(window, message.key, { value, enumerable: true })
    } else if (message.do === 'call') {
      const callable = functions.get(message.id)
      tell({ do: 'reply', settled: settle(() => callable?.(...(unpack(message.args) as unknown[]))) })
    } else if (message.do === 'reply') {
      reply = message.settled
    } else {
      settlers.get(message.id)?.(message.settled)
      settlers.delete(message.id)
    }
  }

  addEventListener.call(window, hears, (event) => {
    event.stopImmediatePropagation()
    hear(JSON.parse((event as CustomEvent<string>).detail) as Message)
  })

  return {
    expose: (key, value) => {
      if (key in window)
        throw new Error(`Cannot bind an API on top of an existing property on the window object`)
      tell({ do: 'expose', key, value: pack(value) })
    },
  }
}

export function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
