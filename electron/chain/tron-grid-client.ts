import { err, type Result } from '../../shared/result.ts'
import { createHttpClient, type Reply } from '../gateways/http/client.ts'
import type { Clock } from '../time/clock.ts'
import { type ChainFailure, fromTransport } from './chain-failure.ts'

export const TRON_GRID_URL = 'https://api.trongrid.io'

/** Nobody waits for an answer, and the next look is a few seconds away. */
const DEFAULT_TIMEOUT_MS = 8_000

export type TronGridOptions = {
  readonly baseUrl: string
  /** Null: asked without one, which TronGrid allows at a pace of its own choosing. */
  readonly apiKey: string | null
  readonly version: string
  readonly clock: Clock
  /** For the whole exchange, name look-up to last byte. */
  readonly timeoutMs?: number | undefined
}

export type TronGridReply = Pick<Reply, 'status' | 'text' | 'retryAfterMs'>

export type TronGridClient = {
  /** Fails only when no whole answer came; any HTTP status is an answer. Never throws. */
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Result<TronGridReply, ChainFailure>>
}

export function createTronGridClient(options: TronGridOptions): TronGridClient {
  const { baseUrl, apiKey, version, clock, timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const http = createHttpClient({
    baseUrl,
    version,
    clock,
    secrets: apiKey === null ? [] : [apiKey],
    timeoutMs,
  })
  const headers = apiKey === null ? {} : { 'TRON-PRO-API-KEY': apiKey }

  return {
    async get(path, query, signal) {
      const reply = await http.send({ path, query, headers, signal })
      return reply.ok ? reply : err(fromTransport(reply.error.error))
    },
  }
}
