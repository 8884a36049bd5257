import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import { owedOf } from '../../../../shared/payment/matters.ts'
import { Payment, type PaymentStatus } from '../../../../shared/payment/payment.ts'
import {
  canCancel,
  canRetry,
  isConfirming,
  isInProgress,
  isPaid,
  isReleased,
  isSold,
  needsAttention,
} from '../../../../shared/payment/questions.ts'
import { stepsDone } from '../../../../shared/payment/steps.ts'
import { isCharged, nextStatuses, transition } from '../../../../shared/payment/transition.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  anObservation,
  aPayment,
  aPaymentBase,
  at,
  EXPIRES_AT,
  observed,
} from '../../../support/builders.ts'
import { anyHistory, anyStart } from './any-history.ts'

// Thousands of histories a property: a second each alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

type Step = { readonly before: Payment; readonly event: PaymentEvent; readonly after: Payment }

function play(start: Payment, events: readonly PaymentEvent[]): Step[] {
  const steps: Step[] = []
  let payment = start
  for (const event of events) {
    const after = transition(payment, event)
    steps.push({ before: payment, event, after })
    payment = after
  }
  return steps
}

function always(holds: (step: Step, steps: readonly Step[]) => void): void {
  fc.assert(
    fc.property(anyStart, anyHistory, (start, events) => {
      const steps = play(start, events)
      for (const step of steps) holds(step, steps)
    }),
    { numRuns: 1500 },
  )
}

const RANK: Partial<Record<PaymentStatus, number>> = {
  awaiting: 0,
  seen: 1,
  confirmed: 2,
  sending: 3,
  short: 4,
  paid: 5,
}

/** The rule for paid in other words than the machine's, so that both would have to be wrong. */
function provesPaid(payment: Payment, event: PaymentEvent, known: readonly string[]): boolean {
  if (event.kind !== 'observed' || !isCharged(payment)) return false
  const { observation: o } = event
  const { charge } = payment
  const same = o.chargeId === charge.chargeId && o.coin === 'usdttrc20' && o.address === charge.address
  if (!same || o.parentChargeId !== null || o.orderId !== payment.orderId || o.status !== 'finished')
    return false
  const amounts = o.received === null ? known : [o.received]
  const most = amounts.map((text) => BigInt(text.replace('.', ''))).reduce((a, b) => (a > b ? a : b), 0n)
  if (most === 0n) return !payment.receivedIsReported
  const asked = BigInt(charge.asked.replace('.', ''))
  return most * 10_000n >= asked * BigInt(10_000 - payment.toleranceBasisPoints)
}

describe('whatever happens, in whatever order, however often', () => {
  test('every move is in the table of legal moves', () => {
    always(({ before, after }) => {
      if (before.status !== after.status) expect(nextStatuses[before.status]).toContain(after.status)
    })
  })

  test('what is stored is a valid payment, and nothing given was changed', () => {
    always(({ before, event, after }) => {
      const [payment, happened] = [structuredClone(before), structuredClone(event)]
      expect(Payment.parse(after)).toEqual(after)
      transition(before, event)
      expect(before).toEqual(payment)
      expect(event).toEqual(happened)
    })
  })

  test('the same event again changes nothing and gives the same object', () => {
    always(({ event, after }) => {
      expect(transition(after, event)).toBe(after)
    })
  })

  test('a payment with the same content is the same object', () => {
    always(({ before, after }) => {
      if (JSON.stringify(before) === JSON.stringify(after)) expect(after).toBe(before)
    })
  })

  test('the rank never goes back, nor the steps both screens show before the end', () => {
    fc.assert(
      fc.property(anyStart, anyHistory, (start, events) => {
        let highest = 0
        for (const { after } of play(start, events)) {
          const rank = RANK[after.status]
          if (rank === undefined) continue
          expect(rank).toBeGreaterThanOrEqual(highest)
          highest = rank
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('paid stays paid, or is refunded; it never looks short', () => {
    always(({ before, after }) => {
      if (!isPaid(before) || !isCharged(after)) return
      expect(['paid', 'refunded']).toContain(after.status)
      expect(after.remarks).not.toContain('underpaid')
      expect(after.paidAt).toBe(isCharged(before) ? before.paidAt : null)
      if (isPaid(after)) expect(stepsDone(after)).toBe(4)
    })
  })

  test('it becomes paid only by a look that proves it', () => {
    always((step, steps) => {
      if (isPaid(step.before) || !isPaid(step.after)) return
      const earlier = steps.slice(0, steps.indexOf(step)).flatMap(({ event }) => {
        if (event.kind !== 'observed' || event.observation.received === null) return []
        const { received, coin, address, parentChargeId, chargeId } = event.observation
        const fits = coin === 'usdttrc20' && address === ADDRESS && parentChargeId === null
        return fits && chargeId === aCharge().chargeId ? [received] : []
      })
      expect(provesPaid(step.after, step.event, earlier)).toBe(true)
    })
  })

  test('money that came is never forgotten: the goods go for it, it is on its way, or a person is told or has dealt with it', () => {
    always(({ after }) => {
      if (!isCharged(after) || after.received === '0.000000') return
      const isDealtWith = after.closed.length > 0
      expect(isSold(after) || isInProgress(after) || needsAttention(after) || isDealtWith).toBe(true)
      const wentBack = after.status === 'refunded' || after.status === 'failed'
      if (!isInProgress(after) && !wentBack) expect(canRetry(after)).toBe(false)
    })
  })

  test('goods go on a look that proves it, a decision, a top-up, or the owner’s rule, and on nothing else', () => {
    always(({ before, event, after }) => {
      if (!isSold(after) || isSold(before)) return
      if (isPaid(after)) expect(event.kind).toBe('observed')
      else if (isReleased(after)) expect(event.kind === 'observed' && after.releaseAt !== null).toBe(true)
      else expect(['decided', 'toppedUp']).toContain(event.kind)
    })
  })

  test('what a person decides, and what is said of further deposits, never changes where the gateway is', () => {
    always(({ before, event, after }) => {
      if (event.kind === 'observed' || !isCharged(before) || !isCharged(after)) return
      if (event.kind === 'expired' || event.kind === 'cancelled') return
      expect(after.status).toBe(before.status)
      expect(after.received).toBe(before.received)
    })
  })

  test('a settlement is made once and never changed', () => {
    always(({ before, after }) => {
      if (!isCharged(before) || !isCharged(after) || before.settlement === null) return
      expect(after.settlement).toEqual(before.settlement)
    })
  })

  test('nothing is owed but what came, and nothing that is closed', () => {
    always(({ after }) => {
      if (!isCharged(after)) return
      const came = [after.received, ...after.children.map(({ received }) => received ?? '0.000000')]
      const sum = came.map((text) => BigInt(text.replace('.', ''))).reduce((a, b) => a + b, 0n)
      expect(owedOf(after)).toBeLessThanOrEqual(sum)
      if (!needsAttention(after)) expect(owedOf(after)).toBe(0n)
    })
  })

  test('what a wrong observation says is never silent', () => {
    always(({ event, after }) => {
      if (event.kind !== 'observed' || event.observation.status !== 'finished' || !isCharged(after)) return
      expect(isSold(after) || needsAttention(after) || after.closed.length > 0).toBe(true)
    })
  })

  test('amounts and remarks only grow, but for the underpaid one that a full payment clears, and a repetition that was another coin', () => {
    always(({ before, event, after }) => {
      if (!isCharged(before) || !isCharged(after)) return
      expect(BigInt(after.received.replace('.', ''))).toBeGreaterThanOrEqual(
        BigInt(before.received.replace('.', '')),
      )
      const lost = before.remarks.filter((remark) => !after.remarks.includes(remark))
      if (event.kind === 'childObserved') expect(['', 'repeated']).toContain(lost.join())
      else expect(lost).toEqual(lost.length > 0 && isPaid(after) ? ['underpaid'] : [])
    })
  })

  test('nothing can be cancelled once a deposit is seen', () => {
    always(({ after }) => {
      if (isConfirming(after) || isPaid(after)) expect(canCancel(after)).toBe(false)
    })
  })

  test('a payment cancelled or abandoned before its charge is never live again', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const ended = transition(aPayment({ status: 'created' }), { kind: 'cancelled', at: at(1) })
        for (const { after } of play(ended, events)) expect(after).toBe(ended)
      }),
    )
  })
})

describe('a customer who pays in time', () => {
  const stages = ['waiting', 'confirming', 'confirmed', 'sending', 'finished'] as const

  test('is paid without a remark, whatever stages are skipped, repeated or come in another order', () => {
    const looks = stages.map((status) => anObservation({ status }))
    const finished = anObservation({ status: 'finished' })
    const anyOrder = fc
      .array(fc.constantFrom(...looks), { maxLength: 20 })
      .chain((some) => fc.shuffledSubarray([...some, finished], { minLength: some.length + 1 }))
    fc.assert(
      fc.property(anyOrder, (order) => {
        const events = order.map((look, index) => observed(look, 60 + index))
        const last = play(aPayment({ status: 'awaiting' }), events).at(-1)?.after
        expect(last).toMatchObject({ status: 'paid', remarks: [], received: ASKED })
      }),
    )
  })

  test('is paid also when the QR ran out meanwhile, as long as the deposit was seen', () => {
    fc.assert(
      fc.property(fc.subarray([...stages]), fc.nat({ max: 4 }), (some, place) => {
        const statuses = [...new Set(['confirming', ...some, 'finished'] as const)]
        const events: PaymentEvent[] = statuses.map((status, index) =>
          observed({ status }, 1190 + index * 60),
        )
        events.splice(Math.max(1, place), 0, { kind: 'expired', at: EXPIRES_AT })
        const last = play(aPayment({ status: 'awaiting' }), events).at(-1)?.after
        expect(last).toMatchObject({ status: 'paid', remarks: [] })
      }),
    )
  })
})

describe('the journal', () => {
  test('replayed from the intent gives the same payment again', () => {
    const base = aPaymentBase()
    fc.assert(
      fc.property(anyHistory, (events) => {
        const all: PaymentEvent[] = [{ kind: 'intended', at: at(0), payment: base }, ...events]
        const fold = () =>
          all.reduce<Payment | undefined>((payment, event) => transition(payment, event), undefined)
        const wire = JSON.parse(JSON.stringify(fold()))
        expect(fold()).toEqual(wire)
      }),
    )
  })
})
