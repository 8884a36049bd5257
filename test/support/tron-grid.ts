import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ADDRESS, OTHER_ADDRESS, START } from './builders.ts'

// A small TronGrid over HTTP: the list of TRC20 transfers of an address, with its filters, pages and refusals. It shares no
// code with what asks it.

const USDT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'

/** A row as TronGrid sends it, and whether its block is solid (which no row says). */
export type GridRow = {
  readonly transaction_id: string
  readonly token_info: {
    readonly symbol: string
    readonly address: string
    readonly decimals: number
    readonly name: string
  }
  readonly block_timestamp: number
  readonly from: string
  readonly to: string
  readonly type: string
  readonly value: string
}
type Kept = { readonly row: unknown; readonly isSolid: boolean }

export type GridRequest = {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly key: string | null
}

let made = 0

/** 13.501234 real USDT to `ADDRESS`, ten seconds after `START`. */
export function aGridRow(over: Partial<GridRow> & { contract?: string } = {}): GridRow {
  made += 1
  const { contract = USDT, ...fields } = over
  return {
    transaction_id: made.toString(16).padStart(64, '0'),
    token_info: { symbol: 'USDT', address: contract, decimals: 6, name: 'Tether USD' },
    block_timestamp: Date.parse(START) + 10_000,
    from: OTHER_ADDRESS,
    to: ADDRESS,
    type: 'Transfer',
    value: '13501234',
    ...fields,
  }
}

export type TronGrid = {
  readonly origin: string
  readonly requests: readonly GridRequest[]
  /** Rows in the order they came; solid unless said otherwise. */
  add(row: unknown, isSolid?: boolean): void
  /** What all further requests get instead, until `heal`. */
  fail(answer: RequestListener): void
  heal(): void
  /** Rows of one page at most, whatever `limit` says. */
  pageRows: number
  /** The real one is asked to filter by contract and has been seen to send other rows all the same. */
  isSloppy: boolean
  close(): Promise<void>
}

/** Says this to everything. */
export function gridSays(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body)
  }
}

/** The refusal the vendor documents, and the block that goes with it. */
export const TOO_FAST =
  '{"Success":false,"Error":"The key exceeds the frequency limit(15), and the query server is suspended for 30s","StatusCode":403}'
export const UNKNOWN_KEY = '{"Error":"ApiKey not exists"}'
export const EMPTY_LIST = '{"data":[],"success":true,"meta":{"at":1785934870000,"page_size":0}}'

export async function openTronGrid(): Promise<TronGrid> {
  const kept: Kept[] = []
  const requests: GridRequest[] = []
  let failing: RequestListener | null = null

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const query = Object.fromEntries(url.searchParams)
    requests.push({ path: url.pathname, query, key: keyOf(request) })
    if (failing) failing(request, response)
    else answer(url.pathname, query, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  function answer(path: string, query: GridRequest['query'], response: ServerResponse): void {
    const address = /^\/v1\/accounts\/([^/]+)\/transactions\/trc20$/.exec(path)?.[1]
    if (address === undefined) {
      gridSays(404, '{"success":false,"error":"not found","statusCode":404}')(response.req, response)
      return
    }
    const rows = kept.filter((one) => isAskedFor(one, address, query, grid.isSloppy)).map(({ row }) => row)
    const at = Number(query['fingerprint']?.replace('after-', '') ?? 0)
    const size = Math.min(Number(query['limit'] ?? 20), grid.pageRows)
    const data = rows.slice(at, at + size)
    const next = at + size < rows.length ? `after-${at + size}` : undefined
    const links = { next: `https://elsewhere.example/v1/accounts/${address}?fingerprint=${next}` }
    const meta = { at: Date.now(), page_size: data.length, ...(next && { fingerprint: next, links }) }
    gridSays(200, JSON.stringify({ data, success: true, meta }))(response.req, response)
  }

  const grid: TronGrid = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    add: (row, isSolid = true) => void kept.push({ row, isSolid }),
    fail(next) {
      failing = next
    },
    heal() {
      failing = null
    },
    pageRows: 200,
    isSloppy: true,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return grid
}

function keyOf(request: IncomingMessage): string | null {
  const key = request.headers['tron-pro-api-key']
  return typeof key === 'string' ? key : null
}

function isAskedFor(
  { row, isSolid }: Kept,
  address: string,
  query: GridRequest['query'],
  isSloppy: boolean,
): boolean {
  if (query['only_confirmed'] === 'true' && !isSolid) return false
  if (isSloppy) return true
  const one = row as GridRow
  const isTheirs = query['only_to'] === 'true' ? one.to === address : true
  const isContract = (query['contract_address'] ?? one.token_info.address) === one.token_info.address
  return isTheirs && isContract && one.block_timestamp >= Number(query['min_timestamp'] ?? 0)
}
