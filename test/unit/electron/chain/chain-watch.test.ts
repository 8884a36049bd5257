import { expect, it, vi } from 'vitest'
import type { ChainEvidence, ChainTransfers } from '../../../../electron/chain/chain-evidence.ts'
import type { ChainFailure } from '../../../../electron/chain/chain-failure.ts'
import { createChainWatch, LOOK_MS, type SeenOnChain } from '../../../../electron/chain/chain-watch.ts'
import type { ChainTransfer } from '../../../../electron/chain/tron-grid-wire.ts'
import { err, ok } from '../../../../shared/result.ts'
import { ADDRESS, OTHER_ADDRESS, START } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const SINCE = Date.parse(START)
const SETASIDE = { otherToken: 0, notATransfer: 0, otherAddress: 0, earlier: 0, dust: 0, unreadable: 0 }

const A_TRANSFER: ChainTransfer = {
  transactionId: 'a'.repeat(64),
  from: OTHER_ADDRESS,
  amount: 19_874_210n,
  at: '2026-11-21T14:01:00.000Z',
  isConfirmed: false,
}

const nothingYet: ChainTransfers = { transfers: [], setAside: SETASIDE, isWhole: true }
const paid: ChainTransfers = { ...nothingYet, transfers: [A_TRANSFER, { ...A_TRANSFER, amount: 1_000_000n }] }

type Answer = ChainTransfers | ChainFailure

function open(answers: Answer[]) {
  const clock = createFakeClock(SINCE)
  const asked: { address: string; since: number; after: number }[] = []
  const seen: SeenOnChain[] = []
  const log = { info: vi.fn(), warn: vi.fn() }
  const evidence: ChainEvidence = {
    async transfersTo(address, since) {
      asked.push({ address, since, after: clock.now() - SINCE })
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer === undefined) throw new Error('no answer prepared')
      return 'code' in answer ? err(answer) : ok(answer)
    },
  }
  const looks: (ChainFailure['code'] | null)[] = []
  const onLook = (failure: ChainFailure | null) => void looks.push(failure?.code ?? null)
  const watch = createChainWatch({ evidence, clock, log, onLook })
  const start = (address = ADDRESS, exactly: bigint | null = null) =>
    watch.start({ address, since: SINCE, exactly }, (one) => seen.push(one))
  /** One second after another, with whatever a look leads to in between. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      clock.advance(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { watch, start, pass, asked, seen, log, looks }
}

it('looks every two blocks, from shortly before the charge on', async () => {
  const { start, pass, asked } = open([nothingYet])
  start()
  await pass(18_000)
  expect(asked).toEqual(
    [LOOK_MS, 2 * LOOK_MS, 3 * LOOK_MS].map((after) => ({ address: ADDRESS, since: SINCE - 120_000, after })),
  )
})

it('tells the first payment once, and is done', async () => {
  const { start, pass, asked, seen } = open([nothingYet, paid])
  start()
  await pass(60_000)
  expect(seen).toEqual([
    { transactionId: 'a'.repeat(64), amount: 19_874_210n, at: '2026-11-21T14:01:00.000Z' },
  ])
  expect(asked).toHaveLength(2)
})

it('asks nothing when the QR is down, and tells nothing that comes after it', async () => {
  const { watch, start, pass, asked, seen } = open([paid])
  start()
  await pass(5_000)
  watch.stop()
  await pass(30_000)
  expect([asked, seen]).toEqual([[], []])
})

it('an answer on its way when the QR goes down is not told', async () => {
  const { watch, start, pass, seen } = open([nothingYet, paid])
  start()
  await pass(11_000)
  const answering = pass(1_000)
  watch.stop()
  await answering
  await pass(30_000)
  expect(seen).toEqual([])
})

it('the next QR takes the place of the one before', async () => {
  const { start, pass, asked } = open([nothingYet])
  start()
  await pass(3_000)
  start(OTHER_ADDRESS)
  await pass(12_000)
  expect(asked.map(({ address }) => address)).toEqual([OTHER_ADDRESS, OTHER_ADDRESS])
})

it('what fails is tried again after ever longer, a minute at most', async () => {
  const { start, pass, asked } = open([{ code: 'noNetwork' }])
  start()
  await pass(200_000)
  expect(asked.map(({ after }) => after / 1000)).toEqual([6, 18, 42, 90, 150])
})

it('after an answer the pace is the usual one again', async () => {
  const { start, pass, asked } = open([{ code: 'noAnswer' }, nothingYet])
  start()
  await pass(30_000)
  expect(asked.map(({ after }) => after / 1000)).toEqual([6, 18, 24, 30])
})

it('a wait that is asked for is kept', async () => {
  const { start, pass, asked } = open([{ code: 'slowDown', retryAfterMs: 45_000 }, nothingYet])
  start()
  await pass(60_000)
  expect(asked.map(({ after }) => after / 1000)).toEqual([6, 51, 57])
})

it('a wrong key is tried again after ten minutes', async () => {
  const { start, pass, asked } = open([{ code: 'wrongKey' }])
  start()
  await pass(610_000)
  expect(asked.map(({ after }) => after / 1000)).toEqual([6, 606])
})

it('a failure is one line of the log however often it comes, and another one another', async () => {
  const { start, pass, log } = open([
    { code: 'noNetwork' },
    { code: 'noNetwork' },
    { code: 'unreachable', httpStatus: 502 },
    nothingYet,
    { code: 'unreachable', httpStatus: 502 },
  ])
  start()
  await pass(300_000)
  expect(log.warn.mock.calls.map(([said]) => said.failure.code)).toEqual([
    'noNetwork',
    'unreachable',
    'unreachable',
  ])
})

it('at an address of many payments, only this very amount since this very charge is its own', async () => {
  const { start, pass, asked, seen } = open([paid])
  start(ADDRESS, 19_874_211n)
  await pass(12_000)
  expect(seen).toEqual([])
  expect(asked[0]).toMatchObject({ since: SINCE })
  start(ADDRESS, 1_000_000n)
  await pass(6_000)
  expect(seen).toMatchObject([{ amount: 1_000_000n }])
})

it('each look is told, with why it failed', async () => {
  const { start, pass, looks } = open([{ code: 'noAnswer' }, { code: 'wrongKey' }, nothingYet])
  start()
  await pass(11 * 60_000)
  expect(looks.slice(0, 4)).toEqual(['noAnswer', 'wrongKey', null, null])
})
