import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createChainEvidence } from '../../electron/chain/chain-evidence.ts'
import { toCustomerView } from '../../electron/payments/payment-view.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { microUsdt } from '../../shared/money/usdt.ts'
import type { ChargedPayment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import { OTHER_ADDRESS, THIRD_ADDRESS } from '../support/builders.ts'
import { gatewaysBeside } from '../support/gateways-beside.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'
import {
  aGridRow,
  EMPTY_LIST,
  type GridRow,
  gridSays,
  openTronGrid,
  TOO_FAST,
  type TronGrid,
  UNKNOWN_KEY,
} from '../support/tron-grid.ts'

// A whole till that looks at the chain too: the gateway and TronGrid answer over HTTP, time is the test's.

// Dozens of looks over HTTP a test: under a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const STARTS_AT = '2026-11-21T14:02:00.000Z'
/** A contract that calls its token USDT. */
const FAKE = 'TZJozAg1ruapycCicgz31GxvYJ1FraLjZa'
const A_DAY_MS = 24 * 60 * 60_000
const settledSoon = { timeout: 4_000, interval: 5 }

let grid: TronGrid
let bench: TillBench
const { control, decide, look, viewOf, kindsOf, state } = payingAt(() => bench)

beforeEach(async () => {
  grid = await openTronGrid()
  bench = await openBench()
})
afterEach(async () => {
  await bench.close()
  await grid.close()
})

async function openBench(gateway: Gateway = 'nowpayments'): Promise<TillBench> {
  const ownRate = { currency: 'EUR', perUsdt: '0.9184', setAt: STARTS_AT } as const
  const settings = { ownRate, gatewayOrder: [gateway], expiryMinutes: 2 }
  const others = gatewaysBeside(gateway === 'nowpayments' ? [] : [gateway])
  const opened = await createTillBench('live', settings, STARTS_AT, { others })
  lookAtChain(opened)
  return opened
}

function lookAtChain({ clock, till }: TillBench): void {
  const options = { baseUrl: grid.origin, apiKey: 'f3b1c9d2-0000', version: 'test', clock }
  till().chain?.use(createChainEvidence({ ...options, timeoutMs: A_DAY_MS }))
}

function chargedOf({ payment }: PaymentView): ChargedPayment {
  if (!isCharged(payment)) throw new Error('no charge')
  return payment
}

const now = (id: string) => chargedOf(viewOf(id))

/** A transfer of what is asked to the payment's address, a moment after it began. */
function transferFor(view: PaymentView, over: Parameters<typeof aGridRow>[0] = {}): GridRow {
  const { charge, createdAt } = chargedOf(view)
  return aGridRow({
    to: charge.address,
    value: String(microUsdt(charge.asked)),
    block_timestamp: Date.parse(createdAt) + 3_000,
    ...over,
  })
}

/** Time goes on by seconds, with a look of the till at the gateway in each, until it is so. */
async function until(isSo: () => boolean, id: string): Promise<void> {
  for (let second = 0; second < 120 && !isSo(); second += 1) {
    bench.clock.advance(1_000)
    await look(id)
  }
  expect(isSo()).toBe(true)
}

const looksAtGrid = (times: number) => {
  const before = grid.requests.length
  return () => grid.requests.length >= before + times
}

const customer = () =>
  toCustomerView(bench.payments().current(), bench.settings, 'live', 1, bench.clock.now())

async function seenOnChain(): Promise<PaymentView> {
  const view = await bench.start()
  grid.add(transferFor(view))
  await until(() => now(view.payment.id).onChain !== null, view.payment.id)
  return viewOf(view.payment.id)
}

describe('a real transfer', () => {
  it('turns both screens before the gateway says so: the QR is gone, and nothing is paid', async () => {
    const view = await seenOnChain()
    const payment = chargedOf(view)
    expect(payment).toMatchObject({ status: 'awaiting', received: '0.000000', remarks: [] })
    expect(payment.onChain).toMatchObject({
      amount: payment.charge.asked,
      blockAt: '2026-11-21T14:02:03.000Z',
    })
    expect(state().current).toMatchObject({ qr: null, choices: [] })
    expect(customer()).toMatchObject({ kind: 'seen', by: 'chain' })
    expect(state().today).toMatchObject({ paid: 0, receivedUsdt: '0.000000' })
    expect(await bench.payments().cancel(payment.id)).toMatchObject({ ok: false, error: { code: 'notNow' } })
  })

  it('has the gateway asked at once, and TronGrid no more', async () => {
    const view = await bench.start()
    await until(looksAtGrid(1), view.payment.id)
    grid.add(transferFor(view))
    // Time goes on until then, and stands still from there.
    await vi.waitFor(() => {
      if (now(view.payment.id).onChain === null) bench.clock.advance(500)
      expect(now(view.payment.id).onChain).not.toBeNull()
    }, settledSoon)
    const seenAt = now(view.payment.id).onChain?.at
    await expect.poll(() => viewOf(view.payment.id).checkedAt, settledSoon).toBe(seenAt)
    const asked = grid.requests.length
    for (let second = 0; second < 30; second += 1) {
      bench.clock.advance(1_000)
      await look(view.payment.id)
    }
    expect(grid.requests).toHaveLength(asked)
  })

  it('is settled by the gateway alone, as it would be without it', async () => {
    const view = await seenOnChain()
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    expect(chargedOf(await look(view.payment.id))).toMatchObject({ status: 'paid', remarks: [] })
    expect(kindsOf(view.payment.id)).toContain('seenOnChain')
    expect(state().today.paid).toBe(1)
  })

  it('survives a restart, and the QR does not come back', async () => {
    const view = await seenOnChain()
    const { onChain } = chargedOf(view)
    bench.restart()
    await look(view.payment.id)
    expect(now(view.payment.id).onChain).toEqual(onChain)
    expect(state().current).toMatchObject({ payment: { id: view.payment.id }, qr: null })
    expect(customer()).toMatchObject({ kind: 'seen', by: 'chain' })
  })

  it('leaves the screens to the next sale, and stays at hand', async () => {
    const first = await seenOnChain()
    const second = await bench.start(999)
    expect(state().current?.payment.id).toBe(second.payment.id)
    expect(state().parked.map(({ view }) => view.payment.id)).toEqual([first.payment.id])
  })
})

describe('when its time runs out before the gateway tells of it', () => {
  async function runOut(view: PaymentView): Promise<void> {
    const { expiresAt } = chargedOf(view)
    while (bench.clock.now() <= Date.parse(expiresAt)) {
      bench.clock.advance(4_000)
      await look(view.payment.id)
    }
    expect(now(view.payment.id).status).toBe('expired')
  }

  it('nobody is told that nothing came, and the sale is not asked for again', async () => {
    const view = await seenOnChain()
    await runOut(view)
    expect(customer()).toMatchObject({ kind: 'seen', by: 'chain' })
    bench.clock.advance(120_000)
    await look(view.payment.id)
    expect(state().current).toMatchObject({ payment: { id: view.payment.id }, choices: [] })
    const again = await bench.payments().retry(view.payment.id, crypto.randomUUID(), NO_PEOPLE)
    expect(again).toMatchObject({ ok: false, error: { code: 'notNow' } })

    bench.restart()
    expect(state().parked.map(({ view: parked }) => parked.payment.id)).toEqual([view.payment.id])
    must(bench.payments().dismiss(view.payment.id))
    expect(state().parked).toEqual([])
  })

  it('and the gateway denies it, the owner is asked, and no Z carries it once it is dealt with', async () => {
    const view = await seenOnChain()
    const { id } = view.payment
    await runOut(view)
    expect(decide(id, 'closed', 'owner')).toMatchObject({ ok: false, error: { code: 'notNow' } })
    await control().expire({ paymentId: bench.chargeIdOf(view) })
    await look(id)
    expect(now(id)).toMatchObject({ status: 'expired', lastObserved: 'expired', received: '0.000000' })

    const totals = () => bench.till().shifts?.x(NO_PEOPLE).totals
    expect(totals()).toMatchObject({
      carried: [{ paymentId: id }],
      standing: { exceptions: 1, owed: '0.000000' },
    })
    expect(state().current).toMatchObject({ payment: { id }, choices: [] })
    must(decide(id, 'closed', 'owner'))
    expect(totals()).toMatchObject({ carried: [], standing: { exceptions: 0 } })
    expect(customer()).toMatchObject({ kind: 'seen', by: 'chain' })
    bench.clock.advance(A_DAY_MS)
    bench.restart()
    expect([state().current, state().parked]).toEqual([null, []])
    expect(totals()?.carried).toEqual([])
    expect(kindsOf(id)).toContain('decided')
  })

  it('what the gateway then says is judged as it would be without the chain: late', async () => {
    const view = await seenOnChain()
    await runOut(view)
    bench.clock.advance(120_000)
    await bench.simulator.control.advance({ ms: 25 * 60_000 })
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    const late = await look(view.payment.id)
    expect(chargedOf(late)).toMatchObject({ status: 'expired', remarks: ['late'] })
    expect(late.choices).toEqual(['delivered', 'owed', 'handed'])
  })
})

describe('what is no payment leaves the QR where it is', () => {
  it.each<[string, (view: PaymentView) => unknown]>([
    ['nothing at all', (view) => transferFor(view, { value: '0' })],
    ['a cent of dust', (view) => transferFor(view, { value: '10000' })],
    ['a token that calls itself USDT', (view) => transferFor(view, { contract: FAKE })],
    ['an approval', (view) => transferFor(view, { type: 'Approval' })],
    ['a transfer to somebody else', (view) => transferFor(view, { to: THIRD_ADDRESS })],
    ['money that leaves', (view) => ({ ...transferFor(view, { to: OTHER_ADDRESS }) })],
    [
      'one of the day before',
      (view) => transferFor(view, { block_timestamp: Date.parse(STARTS_AT) - A_DAY_MS }),
    ],
    ['a row that is none', () => ({ odd: true })],
  ])('%s', async (_what, rowFor) => {
    const view = await bench.start()
    grid.add(rowFor(view))
    await until(looksAtGrid(2), view.payment.id)
    expect(now(view.payment.id).onChain).toBeNull()
    expect(state().current?.qr).toBe(chargedOf(view).charge.address)
    expect(bench.till().chain?.looks()).toMatchObject({ failure: null })
  })

  it('and does not hide the payment on a later page', async () => {
    grid.pageRows = 1
    const view = await bench.start()
    for (const value of ['0', '1', '10000']) grid.add(transferFor(view, { value }))
    grid.add(transferFor(view))
    await until(() => now(view.payment.id).onChain !== null, view.payment.id)
    expect(now(view.payment.id).onChain?.amount).toBe(chargedOf(view).charge.asked)
  })
})

describe('a TronGrid that does not answer as it should', () => {
  it.each([
    ['403, too fast', gridSays(403, TOO_FAST), 'slowDown'],
    ['403 without a word', gridSays(403, ''), 'slowDown'],
    ['429', gridSays(429, ''), 'slowDown'],
    ['503', gridSays(503, ''), 'slowDown'],
    ['500', gridSays(500, '{}'), 'unreachable'],
    ['a key it does not know', gridSays(401, UNKNOWN_KEY), 'wrongKey'],
    ['an empty body', gridSays(200, ''), 'badReply'],
    ['a web page', gridSays(200, '<html>Sign in</html>'), 'badReply'],
  ])('%s is quiet: a line for the owner, and the sale goes on', async (_what, answer, trouble) => {
    grid.fail(answer)
    const view = await bench.start()
    await until(() => bench.till().chain?.looks().failure != null, view.payment.id)
    expect(bench.till().chain?.looks()).toMatchObject({ failure: { trouble } })
    expect(bench.till().health().state).toBe('ok')
    expect(viewOf(view.payment.id).checkError).toBeNull()
    expect(state().current?.qr).toBe(chargedOf(view).charge.address)
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    expect(chargedOf(await look(view.payment.id)).status).toBe('paid')
  })

  it('an empty list proves nothing: it is asked again, and finds what came', async () => {
    grid.fail(gridSays(200, EMPTY_LIST))
    const view = await bench.start()
    grid.add(transferFor(view))
    await until(looksAtGrid(2), view.payment.id)
    expect(now(view.payment.id).onChain).toBeNull()
    grid.heal()
    await until(() => now(view.payment.id).onChain !== null, view.payment.id)
  })
})

describe.each(['usdt-payments', 'paystablecoin'] as const)(
  'at an address that others pay to as well: %s',
  (id) => {
    beforeEach(async () => {
      await bench.close()
      bench = await openBench(id)
    })

    it('another amount is another customer’s, and the very amount is this one’s', async () => {
      const view = await bench.start()
      const { asked, gateway } = chargedOf(view).charge
      expect(gateway).toBe(id)
      for (const apart of [-1n, 1n, 1_000_000n]) {
        grid.add(transferFor(view, { value: String(microUsdt(asked) + apart) }))
      }
      await until(looksAtGrid(4), view.payment.id)
      expect(now(view.payment.id).onChain).toBeNull()
      grid.add(transferFor(view))
      await until(() => now(view.payment.id).onChain !== null, view.payment.id)
      expect(now(view.payment.id)).toMatchObject({ status: 'awaiting', onChain: { amount: asked } })
    })

    it('the same amount of before this charge is not its own', async () => {
      const view = await bench.start()
      const before = Date.parse(chargedOf(view).createdAt) - 1
      grid.add(transferFor(view, { block_timestamp: before }))
      await until(looksAtGrid(2), view.payment.id)
      expect(now(view.payment.id).onChain).toBeNull()
    })
  },
)

describe('only the payment on the screens is asked about', () => {
  const asked = () => new Set(grid.requests.map(({ path }) => path.split('/')[3]))

  it('not one that is parked, nor one whose QR came down', async () => {
    const first = await bench.start()
    must(bench.payments().park(first.payment.id))
    const second = await bench.start(999)
    await until(looksAtGrid(1), second.payment.id)
    expect([...asked()]).toEqual([chargedOf(second).charge.address])
    must(await bench.payments().cancel(second.payment.id))
    const before = grid.requests.length
    for (let passed = 0; passed < 20; passed += 1) {
      bench.clock.advance(1_000)
      await look(second.payment.id)
    }
    expect(grid.requests).toHaveLength(before)
  })

  it('and none at a till that is closed, though the key comes late', async () => {
    const { chain } = bench.till()
    await bench.start()
    bench.till().close()
    const options = { baseUrl: grid.origin, apiKey: 'late', version: 'test', clock: bench.clock }
    chain?.use(createChainEvidence(options))
    bench.clock.advance(60_000)
    expect(grid.requests).toEqual([])
  })

  it('and none once the owner has switched it off', async () => {
    const view = await bench.start()
    bench.till().chain?.use(null)
    for (let second = 0; second < 20; second += 1) {
      bench.clock.advance(1_000)
      await look(view.payment.id)
    }
    expect(grid.requests).toEqual([])
  })
})
