import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { checkTable } from '../../electron/payments/table-check.ts'
import type { RefundService } from '../../electron/refunds/refund-service.ts'
import type { RefundView } from '../../shared/contract/refunds.ts'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import type { ChargedPayment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { PayoutObservation } from '../../shared/refund/payout.ts'
import type { Result } from '../../shared/result.ts'
import { defaultAccounts } from '../../simulator/nowpayments/settings.ts'
import { OTHER_ADDRESS } from './builders.ts'
import { must, payingAt } from './paying.ts'
import type { TillBench } from './till-bench.ts'

type Wish = Parameters<RefundService['begin']>[0]

/**
 * What an owner does about refunds at a till bench, in a test's words. What moves money is counted where it would move: in
 * the gateway's own log of calls.
 */
export function refundingAt(bench: () => TillBench) {
  const customer = payingAt(bench)

  function refunds(): RefundService {
    const service = bench().till().refunds
    if (!service) throw new Error('no journal')
    return service
  }

  function paymentOf(id: string): ChargedPayment {
    const { payment } = customer.viewOf(id)
    if (!isCharged(payment)) throw new Error('no charge')
    return payment
  }

  async function signIn(): Promise<void> {
    const [owner] = defaultAccounts()
    const entered = await bench()
      .till()
      .account?.signIn(owner?.email ?? '', owner?.password ?? '')
    if (!entered?.ok) throw new Error('not signed in')
  }

  /** The newest refund as the service sees it now. */
  function refundOf(paymentId: string): RefundView {
    const found = must(refunds().of(paymentId)).refunds.at(-1)
    if (!found) throw new Error('no refund')
    return found
  }

  const statusOf = (paymentId: string) => refundOf(paymentId).refund.status

  async function calls() {
    return (await bench().simulator.control.calls()).calls
  }

  return {
    refunds,
    paymentOf,
    signIn,
    refundOf,
    statusOf,
    kindsOf: customer.kindsOf,

    /** A sale for which 1 USDT too much came. */
    async overpaid(): Promise<string> {
      const view = await bench().start()
      const { asked } = paymentOf(view.payment.id).charge
      await customer.paidIn(view, formatUsdt(microUsdt(asked) + 1_000_000n))
      return view.payment.id
    },

    wanted: (paymentId: string, over: Partial<Wish> = {}): Wish => ({
      ...{ attempt: crypto.randomUUID(), paymentId, way: 'payout' },
      ...{ address: OTHER_ADDRESS, amount: '1.000000', reason: 'too much came' },
      ...over,
    }),

    async postsOfPayout(): Promise<number> {
      const posts = (await calls()).filter(({ method }) => method === 'POST')
      return posts.filter(({ path }) => path.endsWith('/payout')).length
    },

    heldCalls: async () => (await calls()).filter(({ state }) => state === 'held'),

    /** What the gateway holds, whoever asked. */
    async payouts(): Promise<readonly PayoutObservation[]> {
      await signIn()
      const listed = await bench().till().account?.payouts('2026-11-20T00:00:00.000Z')
      if (!listed?.ok) throw new Error('no list')
      return listed.value.rows
    },

    /** Moves time until the till has seen it. */
    async until(paymentId: string, status: RefundView['refund']['status']): Promise<void> {
      const seen = async () => {
        await bench().advance(2_000)
        return statusOf(paymentId)
      }
      await expect.poll(seen, { interval: 20, timeout: 10_000 }).toBe(status)
    },

    /** The journal is whole, and its tables are what its events come to. */
    expectIntact(): void {
      const database = new DatabaseSync(bench().till().journalFile, { readOnly: true })
      expect(verifyJournal(database).fault).toBeNull()
      expect(checkTable(database).state).toBe('agrees')
      database.close()
    },
  }
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}
