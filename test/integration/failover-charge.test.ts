import { afterEach, describe, expect, it } from 'vitest'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import { areTested, gatewaysBeside } from '../support/gateways-beside.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// The charge itself fails, at whichever gateway is first and in whichever way: the sale goes on at another, and of all the
// charges made for it the customer is shown one.

const STARTS_AT = '2026-11-21T14:02:00.000Z'
/** No call waits longer for its answer. */
const LIMIT_MS = 15_000
const settledSoon = { timeout: 4_000, interval: 5 }

/** The call that makes a charge at each, so that the others are not hit. */
const CREATE = {
  nowpayments: { method: 'POST', path: '/payment' },
  'usdt-payments': { method: 'POST', path: '/api/create-payment.php' },
  paystablecoin: { method: 'POST', path: '/api/v1/merchants/:merchantId/checkout/orders' },
} as const satisfies Record<Gateway, object>

let bench: TillBench
/** Every QR that was on the screens. */
let shown: Set<string>
const { control } = payingAt(() => bench)

/** A till with these gateways, in the owner's order. */
async function openWith(order: readonly Gateway[]): Promise<void> {
  const ownRate = { currency: 'EUR', perUsdt: '0.9184', setAt: STARTS_AT } as const
  const settings = { ownRate, rateFrom: 'owner' as const, gatewayOrder: [...order] }
  const others = gatewaysBeside(order.filter((id) => id !== 'nowpayments'))
  bench = await createTillBench('live', settings, STARTS_AT, { others })
  await expect.poll(() => areTested(bench, order), settledSoon).toBe(true)
  shown = new Set()
  bench.onChange = () => {
    const { qr } = bench.payments().state(1).current ?? {}
    if (qr) shown.add(qr)
  }
}
afterEach(() => bench.close())

const press = () => {
  const price = { minor: 1825, currency: bench.settings.currency }
  return bench
    .payments()
    .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
}

function chargeOf({ payment }: PaymentView) {
  if (!isCharged(payment)) throw new Error('no charge')
  return payment.charge
}

const madeAt = async () => (await control().charges({})).charges.map(({ vendor }) => vendor).toSorted()

/** The till's limit passes while the call is held; the practice gateway's own time stands still. */
async function outwait(): Promise<void> {
  const isHeld = async () => (await control().calls({})).calls.some(({ state }) => state === 'held')
  await expect.poll(isHeld, settledSoon).toBe(true)
  bench.clock.advance(LIMIT_MS - 1)
  expect(bench.payments().state(1).current?.payment.status).toBe('created')
  bench.clock.advance(1)
}

type Death = {
  readonly how: string
  readonly spoil: (match: object) => Promise<unknown>
  readonly meanwhile?: () => Promise<void>
  /** Whether the gateway made the charge all the same. */
  readonly isMade: boolean
}

const DEATHS: readonly Death[] = [
  {
    how: 'answers with an error page',
    spoil: (match) => control().failNext({ as: '502-html', match }),
    isMade: false,
  },
  {
    how: 'takes no connection',
    spoil: (match) => control().cutNext({ when: 'before', match }),
    isMade: false,
  },
  {
    how: 'is cut off before it answers',
    spoil: (match) => control().cutNext({ when: 'after', match }),
    isMade: true,
  },
  {
    how: 'hangs',
    spoil: (match) => control().delayNext({ ms: 10 * LIMIT_MS, match }),
    meanwhile: outwait,
    isMade: true,
  },
]

describe.each([
  ['nowpayments', 'usdt-payments'],
  ['nowpayments', 'paystablecoin'],
  ['usdt-payments', 'nowpayments'],
  ['usdt-payments', 'paystablecoin'],
  ['paystablecoin', 'nowpayments'],
] as const)('%s first, then %s', (first, second) => {
  it.each(DEATHS)(
    'one that $how shows nobody anything: the next press goes to the other, under an order of its own',
    async ({ spoil, meanwhile, isMade }) => {
      await openWith([first, second])
      await spoil(CREATE[first])
      const pressed = press()
      await meanwhile?.()
      expect(await pressed).toMatchObject({ ok: false, error: { code: 'chargeUnknown' } })
      expect([...shown]).toEqual([])
      expect(bench.till().inUse(first)).toMatchObject({ health: { state: 'failing' }, isNext: false })

      const { gateway, address } = chargeOf(must(await press()))
      expect(gateway).toBe(second)
      expect(await madeAt()).toEqual(isMade ? [first, second].toSorted() : [second])
      expect([...shown]).toEqual([address])
      expect(bench.payments().state(1).parked).toEqual([])
    },
  )
})

describe('two of three are down', () => {
  it.each<[readonly [Gateway, Gateway, Gateway]]>([
    [['nowpayments', 'usdt-payments', 'paystablecoin']],
    [['usdt-payments', 'paystablecoin', 'nowpayments']],
    [['paystablecoin', 'nowpayments', 'usdt-payments']],
  ])('every press is at the next of %j, and the third sells', async (order) => {
    await openWith(order)
    const [one, two, last] = order
    for (const down of [one, two])
      await control().failNext({ as: '502-html', times: 10_000, match: CREATE[down] })
    for (const down of [one, two]) {
      expect(bench.till().inUse(down)).toMatchObject({ isNext: true })
      expect(await press()).toMatchObject({ ok: false, error: { code: 'chargeUnknown' } })
    }
    const { gateway, address } = chargeOf(must(await press()))
    expect(gateway).toBe(last)
    expect(await madeAt()).toEqual([last])
    expect([...shown]).toEqual([address])
  })
})
