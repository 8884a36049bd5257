import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createChainEvidence } from '../../electron/chain/chain-evidence.ts'
import { createChainWatch, LOOK_MS, type SeenOnChain } from '../../electron/chain/chain-watch.ts'
import { ADDRESS, OTHER_ADDRESS, START, THIRD_ADDRESS } from '../support/builders.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { silentLog } from '../support/relay-till.ts'
import {
  aGridRow,
  EMPTY_LIST,
  gridSays,
  openTronGrid,
  TOO_FAST,
  type TronGrid,
  UNKNOWN_KEY,
} from '../support/tron-grid.ts'

// The till's question to TronGrid over HTTP, answered by a small TronGrid on loopback. Time is the test's.

const KEY = 'f3b1c9d2-0000-4000-8000-1234567890ab'
const SINCE = Date.parse(START)
/** A contract that calls its token USDT. */
const FAKE = 'TZJozAg1ruapycCicgz31GxvYJ1FraLjZa'

let grid: TronGrid
let clock: FakeClock
beforeEach(async () => {
  grid = await openTronGrid()
  clock = createFakeClock(SINCE + 60_000)
})
afterEach(() => grid.close())

/** Beyond what the test's time may run while a request is under way. */
const A_DAY_MS = 24 * 60 * 60_000

const evidenceWith = (given: { apiKey?: string | null; timeoutMs?: number } = {}) =>
  createChainEvidence({
    baseUrl: grid.origin,
    apiKey: KEY,
    version: '1.2.3',
    clock,
    timeoutMs: A_DAY_MS,
    ...given,
  })

/** Lets the paced requests of one question pass: a second of the test's time whenever it stands still. */
async function answered<T>(question: Promise<T>): Promise<T> {
  let isDone = false
  const done = question.finally(() => {
    isDone = true
  })
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(50)
  }
  return done
}

const lookAt = (evidence = evidenceWith(), since = SINCE) => answered(evidence.transfersTo(ADDRESS, since))

describe('a transfer of the real USDT', () => {
  it('is told with amount, sender and the time of its block', async () => {
    const row = aGridRow()
    grid.add(row)
    expect(await lookAt()).toMatchObject({
      ok: true,
      value: {
        transfers: [
          {
            transactionId: row.transaction_id,
            from: OTHER_ADDRESS,
            amount: 13_501_234n,
            at: '2026-11-21T14:00:10.000Z',
            isConfirmed: true,
          },
        ],
        isWhole: true,
      },
    })
  })

  it('counts before its block is solid, and says so', async () => {
    grid.add(aGridRow(), false)
    expect(await lookAt()).toMatchObject({ value: { transfers: [{ isConfirmed: false }] } })
    expect(grid.requests.map(({ query }) => query['only_confirmed'])).toEqual([undefined, 'true'])
  })

  it('beyond 2^53 micro-USDT keeps every digit', async () => {
    grid.add(aGridRow({ value: '90071992547409931' }))
    expect(await lookAt()).toMatchObject({ value: { transfers: [{ amount: 90_071_992_547_409_931n }] } })
  })

  it('is asked for with the contract, the time, and the key in a header alone', async () => {
    await lookAt()
    expect(grid.requests).toEqual([
      {
        path: `/v1/accounts/${ADDRESS}/transactions/trc20`,
        query: {
          only_to: 'true',
          contract_address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
          min_timestamp: String(SINCE),
          order_by: 'block_timestamp,asc',
          limit: '200',
        },
        key: KEY,
      },
    ])
  })

  it('is found without a key too', async () => {
    grid.add(aGridRow())
    expect(await lookAt(evidenceWith({ apiKey: null }))).toMatchObject({ value: { transfers: [{}] } })
    expect(grid.requests[0]?.key).toBeNull()
  })
})

describe('what is no payment is set aside', () => {
  it.each([
    ['a token that calls itself USDT', 'otherToken', aGridRow({ contract: FAKE })],
    ['an approval', 'notATransfer', aGridRow({ type: 'Approval', value: '115792089237316195423570985' })],
    ['nothing at all', 'dust', aGridRow({ value: '0' })],
    ['a cent', 'dust', aGridRow({ value: '10000' })],
    ['money that leaves', 'otherAddress', aGridRow({ from: ADDRESS, to: OTHER_ADDRESS })],
    ['the same address in another case', 'otherAddress', aGridRow({ to: ADDRESS.toLowerCase() })],
    ['one of before', 'earlier', aGridRow({ block_timestamp: SINCE - 1 })],
    ['an amount that is none', 'unreadable', aGridRow({ value: '13.5' })],
    ['a negative one', 'unreadable', aGridRow({ value: '-13501234' })],
    ['more than there is', 'unreadable', aGridRow({ value: `1${'0'.repeat(40)}` })],
    ['a row without its contract', 'unreadable', { ...aGridRow(), token_info: {} }],
    ['a row that is none', 'unreadable', 'row'],
  ])('%s', async (_what, reason, row) => {
    grid.add(row)
    expect(await lookAt()).toMatchObject({ ok: true, value: { transfers: [], setAside: { [reason]: 1 } } })
  })

  it('and does not hide the payment behind it', async () => {
    grid.add(aGridRow({ value: '1' }))
    grid.add({ odd: true })
    grid.add(aGridRow({ contract: FAKE, value: '13501234' }))
    grid.add(aGridRow({ value: '10001' }))
    expect(await lookAt()).toMatchObject({
      value: {
        transfers: [{ amount: 10_001n }],
        setAside: { dust: 1, unreadable: 1, otherToken: 1 },
      },
    })
  })

  it('one of the test address of somebody else is never asked for', async () => {
    grid.isSloppy = false
    grid.add(aGridRow({ to: THIRD_ADDRESS }))
    expect(await lookAt()).toMatchObject({ value: { transfers: [], setAside: { otherAddress: 0 } } })
  })
})

describe('pages', () => {
  it('are read by fingerprint, on the same host and with the same question', async () => {
    grid.pageRows = 2
    const amounts = [1, 2, 3, 4, 5].map((usdt) => usdt * 1_000_000)
    for (const value of amounts) grid.add(aGridRow({ value: String(value) }), false)
    expect(await lookAt()).toMatchObject({
      value: { transfers: amounts.map((amount) => ({ amount: BigInt(amount) })), isWhole: true },
    })
    const questions = grid.requests.map(({ query: { fingerprint, ...rest } }) => [fingerprint, rest] as const)
    expect(questions.map(([fingerprint]) => fingerprint)).toEqual([
      undefined,
      'after-2',
      'after-4',
      undefined,
    ])
    expect(questions[2]?.[1]).toEqual(questions[0]?.[1])
  })

  it('end after five, however many there are', async () => {
    grid.pageRows = 1
    for (let count = 0; count < 9; count += 1) grid.add(aGridRow(), false)
    expect(await lookAt()).toMatchObject({ value: { isWhole: false, transfers: { length: 5 } } })
  })

  it('that lead in a circle are left', async () => {
    grid.fail(gridSays(200, '{"data":[],"success":true,"meta":{"fingerprint":"round"}}'))
    expect(await lookAt()).toMatchObject({ value: { isWhole: false, transfers: [] } })
    expect(grid.requests).toHaveLength(2)
  })

  it('that shift between two requests tell nothing twice', async () => {
    grid.pageRows = 1
    const row = aGridRow()
    grid.add(row)
    grid.add(row)
    expect(await lookAt()).toMatchObject({ value: { transfers: { length: 1 } } })
  })

  it('come no faster than one a second', async () => {
    grid.pageRows = 1
    for (let count = 0; count < 3; count += 1) grid.add(aGridRow(), false)
    const before = clock.now()
    await lookAt()
    expect(grid.requests).toHaveLength(4)
    expect(clock.now() - before).toBeGreaterThanOrEqual(3_000)
  })
})

describe('an answer that is none', () => {
  it.each([
    ['an empty body', gridSays(200, ''), { code: 'badReply', detail: 'empty' }],
    ['a web page', gridSays(200, '<html>Sign in</html>'), { code: 'badReply', detail: 'a web page' }],
    ['half of it', gridSays(200, '{"data":[{"transaction_id":'), { code: 'badReply', detail: 'not JSON' }],
    ['other fields', gridSays(200, '{"rows":[],"success":true}'), { code: 'badReply', detail: 'field data' }],
    ['a failure that calls itself one', gridSays(200, '{"success":false}'), { code: 'badReply' }],
    ['a page of sign-in', gridSays(302, '', { location: '/' }), { code: 'badReply', detail: 'HTTP 302' }],
    ['too fast, with a key', gridSays(403, TOO_FAST), { code: 'slowDown', retryAfterMs: 30_000 }],
    ['too fast, as a success', gridSays(200, TOO_FAST), { code: 'slowDown' }],
    ['403 without a word', gridSays(403, ''), { code: 'slowDown', retryAfterMs: 30_000 }],
    ['429', gridSays(429, '<html>', { 'retry-after': '90' }), { code: 'slowDown', retryAfterMs: 90_000 }],
    ['503', gridSays(503, ''), { code: 'slowDown', retryAfterMs: 30_000 }],
    ['a key it does not know', gridSays(401, UNKNOWN_KEY), { code: 'wrongKey' }],
    ['a key it may not take', gridSays(403, '{"Error":"JWT is required"}'), { code: 'wrongKey' }],
    ['500', gridSays(500, '{}'), { code: 'unreachable', httpStatus: 500 }],
    [
      'more than a mebibyte',
      gridSays(200, `{"data":["${'x'.repeat(1024 * 1024)}"]}`),
      { code: 'badReply', detail: 'larger than 1 MiB' },
    ],
  ])('%s is a failure of its own kind', async (_what, answer, error) => {
    grid.fail(answer)
    expect(await lookAt()).toMatchObject({ ok: false, error })
  })

  it('that holds the key does not carry it into the failure', async () => {
    grid.fail(gridSays(418, `{"Error":"no luck with ${KEY}"}`))
    expect(JSON.stringify(await lookAt())).not.toContain(KEY)
  })

  it('an empty list is no failure, and no proof of anything', async () => {
    grid.fail(gridSays(200, EMPTY_LIST))
    expect(await lookAt()).toMatchObject({ ok: true, value: { transfers: [], isWhole: true } })
  })

  it('one that drips is given up', async () => {
    grid.fail((_request, response) => response.write('{"data":['))
    expect(await lookAt(evidenceWith({ timeoutMs: 2_000 }))).toEqual({
      ok: false,
      error: { code: 'noAnswer' },
    })
  })

  it('one that breaks off', async () => {
    grid.fail((_request, response) => response.destroy())
    expect(await lookAt()).toEqual({ ok: false, error: { code: 'unreachable', httpStatus: null } })
  })

  it('given up by whoever asks ends at once', async () => {
    let isAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    grid.fail(() => isAsked())
    const stopping = new AbortController()
    const question = evidenceWith().transfersTo(ADDRESS, SINCE, stopping.signal)
    await asked
    stopping.abort()
    expect(await question).toEqual({ ok: false, error: { code: 'stopped' } })
  })

  it('no list of solid blocks leaves the payment there, unconfirmed', async () => {
    grid.add(aGridRow())
    const { origin } = grid
    let calls = 0
    const client = {
      async get(path: string, query: Readonly<Record<string, string>>) {
        calls += 1
        if (calls === 2) return { ok: false, error: { code: 'noAnswer' } } as const
        const reply = await fetch(`${origin}${path}?${new URLSearchParams(query)}`)
        return {
          ok: true,
          value: { status: reply.status, text: await reply.text(), retryAfterMs: null },
        } as const
      },
    }
    const evidence = createChainEvidence({ baseUrl: origin, apiKey: null, version: '1', clock, client })
    expect(await lookAt(evidence)).toMatchObject({ ok: true, value: { transfers: [{ isConfirmed: false }] } })
  })
})

describe('after it was told to slow down', () => {
  it('nothing is sent for half a minute, whoever asks', async () => {
    const evidence = evidenceWith()
    grid.fail(gridSays(403, TOO_FAST))
    await lookAt(evidence)
    grid.heal()
    clock.advance(10_000)
    const early = await lookAt(evidence)
    expect(early).toMatchObject({ ok: false, error: { code: 'slowDown' } })
    expect(grid.requests).toHaveLength(1)
    clock.advance(20_000)
    expect(await lookAt(evidence)).toMatchObject({ ok: true })
  })

  it('each further refusal doubles the wait, up to ten minutes; an answer ends that', async () => {
    const evidence = evidenceWith()
    grid.fail(gridSays(429, ''))
    const waits: number[] = []
    for (let turn = 0; turn < 7; turn += 1) {
      const refused = await lookAt(evidence)
      const wait = !refused.ok && refused.error.code === 'slowDown' ? (refused.error.retryAfterMs ?? 0) : 0
      waits.push(wait / 1000)
      clock.advance(wait)
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600])
    grid.heal()
    await lookAt(evidence)
    grid.fail(gridSays(429, ''))
    expect(await lookAt(evidence)).toMatchObject({ error: { retryAfterMs: 30_000 } })
  })

  it('a longer wait that it names is kept', async () => {
    const evidence = evidenceWith()
    grid.fail(gridSays(429, '', { 'retry-after': '1800' }))
    await lookAt(evidence)
    grid.heal()
    clock.advance(1_799_000)
    expect(await lookAt(evidence)).toMatchObject({ error: { code: 'slowDown' } })
    clock.advance(1_000)
    expect(await lookAt(evidence)).toMatchObject({ ok: true })
  })
})

describe('while a QR is up', () => {
  it('its first payment is told, once, and nothing is asked after it', async () => {
    const seen: SeenOnChain[] = []
    const watch = createChainWatch({ evidence: evidenceWith(), clock, log: silentLog })
    watch.start({ address: ADDRESS, since: SINCE, exactly: null }, (evidence) => seen.push(evidence))
    clock.advance(LOOK_MS)
    await vi.waitFor(() => expect(grid.requests).toHaveLength(1))
    const row = aGridRow()
    grid.add(aGridRow({ value: '3' }))
    grid.add(aGridRow({ contract: FAKE }))
    grid.add(row)
    grid.add(aGridRow({ block_timestamp: SINCE + 20_000 }))
    await vi.waitFor(() => {
      clock.advance(LOOK_MS)
      expect(seen).toHaveLength(1)
    })
    expect(seen).toEqual([
      { transactionId: row.transaction_id, amount: 13_501_234n, at: '2026-11-21T14:00:10.000Z' },
    ])
    const asked = grid.requests.length
    clock.advance(60 * 60_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect(grid.requests).toHaveLength(asked)
    expect(seen).toHaveLength(1)
  })

  it('a TronGrid that fails and comes back is asked again', async () => {
    const seen: SeenOnChain[] = []
    grid.fail(gridSays(403, TOO_FAST))
    const watch = createChainWatch({ evidence: evidenceWith(), clock, log: silentLog })
    watch.start({ address: ADDRESS, since: SINCE, exactly: null }, (evidence) => seen.push(evidence))
    clock.advance(LOOK_MS)
    await vi.waitFor(() => expect(grid.requests).toHaveLength(1))
    grid.heal()
    grid.add(aGridRow())
    await vi.waitFor(() => {
      clock.advance(LOOK_MS)
      expect(seen).toHaveLength(1)
    })
    watch.stop()
  })
})
