import type { RelayLoss } from '../../shared/contract/relay.ts'
import { KEEP_ALIVE_MS, STREAM_PATH } from '../../shared/relay-protocol.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import { withinLimit } from '../time/within-limit.ts'

// One connection to the relay's stream: from the request to whatever ends it.

const ANSWER_MS = 10_000

/** Two keep-alives missed, and time for the network. */
export const SILENT_MS = 2 * KEEP_ALIVE_MS + 5_000

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>

/** What opens a channel for reading. */
export type RelayAccess = {
  /** The relay's origin: `https://relay.example.com`. */
  readonly url: string
  readonly token: string
}

export type RelayFault = {
  readonly reason: RelayLoss
  /** What the relay asked for in its `retry-after`. */
  readonly retryAfterMs: number | null
}

export type RelayConnection = {
  /** The next bytes, or why there are none any more. Nothing is read from the network unless this is called. */
  next(): Promise<Result<Uint8Array, RelayFault>>
  close(): void
}

type ConnectOptions = RelayAccess & {
  readonly lastId: number
  readonly fetch: Fetch
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Headers of every request to the relay. */
export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

/** Resolves once the relay has answered. Never rejects. */
export async function connectRelay(options: ConnectOptions): Promise<Result<RelayConnection, RelayFault>> {
  const { url, token, lastId, fetch, clock } = options
  const closing = new AbortController()
  const close = () => closing.abort()
  const signal = AbortSignal.any([options.signal, closing.signal])
  const headers = { ...bearer(token), accept: 'text/event-stream', 'last-event-id': String(lastId) }
  // A redirect is not followed: the token is for this address alone.
  const asked = settled(
    () => fetch(new URL(STREAM_PATH, url), { headers, signal, redirect: 'manual' }),
    'unreachable',
  )
  const answered = await withinLimit(clock, ANSWER_MS, asked, () => lost('noAnswer'))
  const reader = answered.ok ? readerOf(answered.value) : answered
  if (!reader.ok) {
    close()
    return reader
  }
  const next = async (): Promise<Result<Uint8Array, RelayFault>> => {
    const reading = settled(() => reader.value.read(), 'ended')
    const read = await withinLimit(clock, SILENT_MS, reading, () => lost('silent'))
    if (!read.ok) return read
    return read.value.value === undefined ? lost('ended') : ok(read.value.value)
  }
  return ok({ next, close })
}

function lost(reason: RelayLoss, retryAfterMs: number | null = null) {
  return err<RelayFault>({ reason, retryAfterMs })
}

async function settled<T>(work: () => Promise<T>, reason: RelayLoss): Promise<Result<T, RelayFault>> {
  try {
    return ok(await work())
  } catch {
    // The network's own words differ by system; where in the exchange it broke is what the owner is told.
    return lost(reason)
  }
}

type Reader = { read(): Promise<{ readonly value?: Uint8Array | undefined }> }

function readerOf({ status, headers, body }: Response): Result<Reader, RelayFault> {
  if (status === 401) return lost('wrongToken')
  if (status === 429 || status >= 500) return lost('unavailable', retryAfterMs(headers))
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') ?? false
  return status === 200 && isStream && body ? ok(body.getReader()) : lost('notARelay')
}

/** Seconds only, which is what a relay says. */
function retryAfterMs(headers: Headers): number | null {
  const seconds = headers.get('retry-after') ?? ''
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null
}
