import { err, ok, type Result } from '../../shared/result.ts'
import { USDT_CONTRACT } from '../../shared/tron/address.ts'
import type { ChainFailure } from './chain-failure.ts'
import { createPace } from './pace.ts'
import { createTronGridClient, type TronGridClient, type TronGridOptions } from './tron-grid-client.ts'
import { type ChainTransfer, readPage, readTransfer, type SetAside } from './tron-grid-wire.ts'

// What the chain itself says, from TronGrid. It makes the screens say "seen" a little sooner and leaves a trail; it never
// settles anything, and when it shows nothing that proves nothing: public endpoints answer with empty lists now and then.

const PAGE_ROWS = 200
/** An address of one charge has one row or two. A flood of tokens sent to it is not read to its end. */
const MAX_PAGES = 5

export type ChainTransfers = {
  /** Payments of the real USDT, oldest first. */
  readonly transfers: readonly ChainTransfer[]
  /** How many rows were no payment, and why. */
  readonly setAside: Readonly<Record<SetAside, number>>
  /** False when there was more than is ever read. */
  readonly isWhole: boolean
}

export type ChainEvidence = {
  /**
   * USDT that came to the address in blocks at or after `since` (ms). An empty list says nothing. Never throws, and
   * sends nothing while TronGrid wants to be left alone (`slowDown`).
   */
  transfersTo(
    address: string,
    since: number,
    signal?: AbortSignal,
  ): Promise<Result<ChainTransfers, ChainFailure>>
}

/** `client` in place of one that asks `baseUrl`. */
export type ChainEvidenceOptions = TronGridOptions & { readonly client?: TronGridClient | undefined }

type Filter = Readonly<Record<string, string>>

/** What a look has read so far. */
type Reading = {
  readonly transfers: Map<string, ChainTransfer>
  readonly setAside: Record<SetAside, number>
}

export function createChainEvidence(options: ChainEvidenceOptions): ChainEvidence {
  const { client = createTronGridClient(options), clock } = options
  const pace = createPace(clock)

  async function readOne(path: string, query: Filter, signal: AbortSignal | undefined) {
    const quietFor = pace.quietFor()
    if (quietFor > 0) return err<ChainFailure>({ code: 'slowDown', retryAfterMs: quietFor })
    if (!(await pace.turn(signal))) return err<ChainFailure>({ code: 'stopped' })
    const reply = await client.get(path, query, signal)
    if (!reply.ok) return reply
    const page = readPage(reply.value)
    if (page.ok) pace.answered()
    else if (page.error.code === 'slowDown') {
      pace.slowDown(page.error.retryAfterMs)
      return err<ChainFailure>({ code: 'slowDown', retryAfterMs: pace.quietFor() })
    }
    return page
  }

  async function list(
    address: string,
    since: number,
    filter: Filter,
    signal: AbortSignal | undefined,
  ): Promise<Result<ChainTransfers, ChainFailure>> {
    const path = `/v1/accounts/${encodeURIComponent(address)}/transactions/trc20`
    const reading = newReading()
    const seen = new Set<string>()
    let query: Filter = { ...queryFrom(since), ...filter }
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const page = await readOne(path, query, signal)
      if (!page.ok) return page
      for (const row of page.value.rows) note(reading, readTransfer(row, address, since))
      const { fingerprint } = page.value
      // The same mark again would lead in a circle.
      if (fingerprint === null || seen.has(fingerprint)) return ok(wholeOf(reading, fingerprint === null))
      seen.add(fingerprint)
      query = { ...query, fingerprint }
    }
    return ok(wholeOf(reading, false))
  }

  return {
    async transfersTo(address, since, signal) {
      const found = await list(address, since, {}, signal)
      if (!found.ok || found.value.transfers.length === 0) return found
      // Rows do not say whether their block is solid; only a list of the solid ones does. It matters little if it fails.
      const solid = await list(address, since, { only_confirmed: 'true' }, signal)
      const ids = new Set(solid.ok ? solid.value.transfers.map(keyOf) : [])
      const transfers = found.value.transfers.map((one) => ({ ...one, isConfirmed: ids.has(keyOf(one)) }))
      return ok({ ...found.value, transfers })
    },
  }
}

/** Asked for exactly; checked all the same, row by row. */
function queryFrom(since: number): Filter {
  return {
    only_to: 'true',
    contract_address: USDT_CONTRACT,
    min_timestamp: String(Math.max(Math.floor(since), 0)),
    order_by: 'block_timestamp,asc',
    limit: String(PAGE_ROWS),
  }
}

function newReading(): Reading {
  const setAside = { otherToken: 0, notATransfer: 0, otherAddress: 0, earlier: 0, dust: 0, unreadable: 0 }
  return { transfers: new Map(), setAside }
}

/** Pages shift when a block comes between two of them: the same transfer twice is one. */
function note({ transfers, setAside }: Reading, read: ReturnType<typeof readTransfer>): void {
  if (read.ok) transfers.set(keyOf(read.value), read.value)
  else setAside[read.error] += 1
}

/** One transaction may pay an address twice, from two senders or two amounts. */
function keyOf({ transactionId, from, amount }: ChainTransfer): string {
  return `${transactionId} ${from} ${amount}`
}

function wholeOf({ transfers, setAside }: Reading, isWhole: boolean): ChainTransfers {
  const sorted = [...transfers.values()].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
  return { transfers: sorted, setAside, isWhole }
}
