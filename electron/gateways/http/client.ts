import axios, { type AxiosInstance, type AxiosResponse } from 'axios'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../time/clock.ts'
import type { GatewayFailure } from '../gateway.ts'
import { isLoopback } from '../loopback.ts'
import { type Interruption, transportFailure } from './transport-failure.ts'

/** At a counter more is an age, and the gateways' answers come within two seconds. */
const DEFAULT_TIMEOUT_MS = 15_000
/** The longest honest answer (every coin there is) stays well below. */
const MAX_REPLY_BYTES = 1024 * 1024
const MAX_RAW_BYTES = 64 * 1024
const MAX_RETRY_AFTER_MS = 60 * 60 * 1000

export type HttpOptions = {
  readonly baseUrl: string
  readonly version: string
  readonly clock: Clock
  /** What no journaled text may show: the account's keys and secrets. */
  readonly secrets: readonly string[]
  /** For the whole exchange, name look-up to last byte. */
  readonly timeoutMs?: number | undefined
}

export type HttpRequest = {
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON text, sent byte for byte; its presence makes the request a POST. */
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Further secrets of this request alone (a token). */
  readonly secrets?: readonly string[]
  readonly signal?: AbortSignal | undefined
  /** Instead of the client's own limit. */
  readonly timeoutMs?: number | undefined
}

/** An answer with any status. `raw` is for the journal: at most 64 KiB, and never with a secret in it. */
export type Reply = {
  readonly status: number
  readonly text: string
  readonly raw: string
  readonly retryAfterMs: number | null
  /** The `Date` header in ms, and this computer's clock before and after the exchange. */
  readonly serverTime: number | null
  readonly sentAt: number
  readonly receivedAt: number
}

/** Whatever sends a vendor's requests. It fails only when no whole answer came; any HTTP status is one. Never throws. */
export interface Sender<Request = HttpRequest> {
  send(request: Request): Promise<Result<Reply, GatewayFailure>>
}

/** One vendor's connection: what every vendor's client is built on. Who signs or adds a key wraps it. */
export function createHttpClient(options: HttpOptions): Sender {
  const { clock, secrets, timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const http = createHttp(options)

  return {
    async send(request) {
      const limit = limited(clock, request.timeoutMs ?? timeoutMs, request.signal)
      const sentAt = clock.now()
      try {
        const response = await http.request<string>({
          method: request.body === undefined ? 'GET' : 'POST',
          url: request.path,
          signal: limit.signal,
          ...(request.query && { params: request.query }),
          ...(request.body !== undefined && { data: request.body }),
          headers: {
            ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
            ...request.headers,
          },
        })
        const hidden = [...secrets, ...(request.secrets ?? [])]
        return ok({ ...readReply(response, hidden, clock.now()), sentAt })
      } catch (error) {
        return err(transportFailure(error, limit.interruption(), request.body !== undefined))
      } finally {
        limit.end()
      }
    },
  }
}

/** The text is never parsed here: axios would make floats of the amounts. */
function createHttp({ baseUrl, version }: HttpOptions): AxiosInstance {
  return axios.create({
    baseURL: baseUrl,
    headers: { 'User-Agent': `USDTill/${version}`, Accept: 'application/json' },
    responseType: 'text',
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    maxContentLength: MAX_REPLY_BYTES,
    maxRedirects: 0,
    validateStatus: () => true,
    // The practice gateway is on this computer: a proxy of the environment could not reach it.
    ...(isLoopback(baseUrl) && { proxy: false as const }),
  })
}

/**
 * One deadline for the whole exchange (axios's own restarts with every byte) joined with the caller's signal, and
 * which of the two ended it.
 */
function limited(clock: Clock, timeoutMs: number, signal: AbortSignal | undefined) {
  const controller = new AbortController()
  let interruption: Interruption | null = null
  const stop = (by: Interruption) => {
    interruption ??= by
    controller.abort()
  }
  const giveUp = () => stop('caller')
  const cancelTimer = clock.after(timeoutMs, () => stop('timeout'))
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp, { once: true })
  return {
    signal: controller.signal,
    interruption: (): Interruption | null => interruption,
    end() {
      cancelTimer()
      signal?.removeEventListener('abort', giveUp)
    },
  }
}

function readReply(response: AxiosResponse<string>, secrets: readonly string[], receivedAt: number) {
  const text = response.data
  const header = (name: string): string => String(response.headers[name] ?? '')
  const serverTime = Date.parse(header('date'))
  return {
    status: response.status,
    text,
    raw: redacted(cut(text), secrets),
    retryAfterMs: retryAfter(header('retry-after'), receivedAt),
    serverTime: Number.isNaN(serverTime) ? null : serverTime,
    receivedAt,
  }
}

function cut(text: string): string {
  const bytes = Buffer.from(text)
  return bytes.length <= MAX_RAW_BYTES ? text : bytes.subarray(0, MAX_RAW_BYTES).toString()
}

/** No vendor echoes a key; should one ever do, it ends here. Keys have at least eight characters (contract). */
function redacted(text: string, secrets: readonly string[]): string {
  const telling = secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= 8)
  return telling.reduce((kept, secret) => kept.replaceAll(secret, '[api key]'), text)
}

/** `Retry-After` is seconds or a date. NOWPayments sends none today; what stands before it may. */
function retryAfter(value: string, now: number): number | null {
  if (value === '') return null
  const ms = /^\d{1,6}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS)
}
