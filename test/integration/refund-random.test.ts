import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { microUsdt } from '../../shared/money/usdt.ts'
import type { SimulatorControl } from '../../simulator/control/contract.ts'
import { practiceCode } from '../../simulator/nowpayments/account/desk.ts'
import { must } from '../support/paying.ts'
import { refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'
import { createDice, type Dice } from '../support/torture/dice.ts'

// An owner who refunds in parts while replies are lost, the gateway fails and the till is closed: whatever the order,
// the gateway is asked once for each refund, and never pays out more than came.

vi.setConfig({ testTimeout: 60_000 })

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(async () => {
  expectIntact()
  await bench.close()
})

const { refunds, paymentOf, signIn, overpaid, wanted, payouts, postsOfPayout, expectIntact } = refundingAt(
  () => bench,
)

const POST = { match: { method: 'POST', path: '/payout' } } as const
const LIST = { match: { method: 'GET', path: '/payout' } } as const
const VERIFY = { match: { path: '/payout/:id/verify' } } as const

/** What goes wrong with the next calls; mostly nothing. */
const TROUBLES: readonly ((control: SimulatorControl) => Promise<unknown>)[] = [
  async () => undefined,
  async () => undefined,
  (control) => control.cutNext({ when: 'after', ...POST }),
  (control) => control.cutNext({ when: 'before', ...POST }),
  (control) => control.failNext({ as: '502-html', ...POST }),
  (control) => control.failNext({ as: 'malformed-json', ...POST }),
  (control) => control.failNext({ as: '500', ...LIST }),
  (control) => control.cutNext({ when: 'after', ...LIST }),
  (control) => control.cutNext({ when: 'after', ...VERIFY }),
  (control) => control.failNext({ as: '500', match: { path: '/payout/:id', method: 'GET' } }),
]

/** How the practice gateway ends a payout. */
const ENDS = ['as ever', 'as ever', 'case:failed', 'case:rejected', 'case:late'] as const

async function oneMove(id: string, dice: Dice): Promise<void> {
  await dice.pick(TROUBLES)(bench.simulator.control)
  const { refundable, refunds: all } = must(refunds().of(id))
  const last = all.at(-1)?.refund
  switch (dice.pick(['begin', 'code', 'time', 'restart', 'look', 'abandon'] as const)) {
    case 'begin': {
      const amount = dice.pick([refundable, '3.000000', '7.500001'])
      await refunds().begin(wanted(id, { amount, reason: dice.pick(ENDS) }))
      return
    }
    case 'code':
      if (last) await refunds().confirm(last.id, dice.pick([practiceCode, '000000']))
      return
    case 'time':
      await bench.advance(dice.pick([5_000, 60_000, 60 * 60_000]))
      return await signIn().catch(() => undefined)
    case 'restart':
      bench.restart()
      return await signIn().catch(() => undefined)
    case 'look':
      if (last) await refunds().look(last.id)
      return
    case 'abandon':
      // The owner looked it up in the dashboard, and says what is true.
      if (last?.status === 'unsure' && !(await isAtGateway(last.externalId))) {
        await refunds().abandon(last.id, 'not in the dashboard')
      }
  }
}

async function isAtGateway(externalId: string): Promise<boolean> {
  await bench.simulator.control.clearFaults()
  return (await payouts()).some((payout) => payout.externalId === externalId)
}

it.each([1, 2, 3, 4, 5, 6])(
  'whatever happens (%d), nothing is asked for twice or paid beyond what came',
  async (seed) => {
    const dice = createDice(seed)
    const id = await overpaid()
    await signIn()
    for (let move = 0; move < 40; move += 1) await oneMove(id, dice)

    await bench.simulator.control.clearFaults()
    const held = await payouts()
    for (const { refund } of must(refunds().of(id)).refunds) await refunds().look(refund.id)
    const { refunds: known } = must(refunds().of(id))
    expect(new Set(held.map(({ externalId }) => externalId)).size).toBe(held.length)
    expect(await postsOfPayout()).toBeLessThanOrEqual(known.length)
    const out = held.filter(({ status }) => status !== 'rejected')
    const sum = out.reduce((total, { amount }) => total + microUsdt(amount), 0n)
    expect(sum).toBeLessThanOrEqual(microUsdt(paymentOf(id).received))
    // Each of the gateway's payouts is known for what it is.
    const ours = known.flatMap(({ refund: { payout, lastObserved } }) =>
      payout ? [`${payout.payoutId} ${lastObserved}`] : [],
    )
    expect(ours.toSorted()).toEqual(held.map(({ payoutId, status }) => `${payoutId} ${status}`).toSorted())
    expect(known.flatMap(({ refund }) => refund.remarks)).toEqual([])
  },
)
