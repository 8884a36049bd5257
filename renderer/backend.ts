import {
  type Bridge,
  PUSH_CHANNELS,
  type PushChannel,
  REQUEST_CHANNELS,
  type RequestChannel,
} from '../shared/contract/channels.ts'
import type { TillBackend } from '../shared/contract/contract.ts'
import { err, type Result } from '../shared/result.ts'

declare global {
  interface Window {
    readonly till: Bridge
  }
}

/**
 * The typed client over the bridge. Its shape comes from the contract's types alone, so that neither zod nor a schema
 * is loaded by a window: main checks every call anyway.
 */
export function createBackend(bridge: Bridge): TillBackend {
  const groups: Record<string, Record<string, unknown>> = {}
  for (const channel of REQUEST_CHANNELS) {
    place(groups, channel, (input: unknown) => request(bridge, channel, input))
  }
  for (const channel of PUSH_CHANNELS) {
    place(groups, channel, (listener: (payload: unknown) => void) => subscribe(bridge, channel, listener))
  }
  return groups as unknown as TillBackend
}

/** The client of this window. */
export function connectBackend(): TillBackend {
  return createBackend(window.till)
}

function place(groups: Record<string, Record<string, unknown>>, channel: string, call: unknown): void {
  const [group = '', name = ''] = channel.split('.')
  groups[group] = { ...groups[group], [name]: call }
}

/** Main answers everything with a Result; a rejection means that main itself is gone. */
async function request(bridge: Bridge, channel: RequestChannel, input: unknown): Promise<Result<unknown>> {
  try {
    return (await bridge.request(channel, input)) as Result<unknown>
  } catch {
    return err({ code: 'internal', reference: channel })
  }
}

function subscribe(bridge: Bridge, channel: PushChannel, listener: (payload: unknown) => void): () => void {
  return bridge.subscribe(channel, listener)
}
