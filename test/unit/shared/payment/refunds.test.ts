import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import { openMatters, owedOf } from '../../../../shared/payment/matters.ts'
import type { ChargedPayment, PaymentRefund } from '../../../../shared/payment/payment.ts'
import { needsAttention } from '../../../../shared/payment/questions.ts'
import { certainlyReceived, goesBack, refundSum } from '../../../../shared/payment/refunds.ts'
import { choicesOf } from '../../../../shared/payment/sale.ts'
import { isCharged, transition } from '../../../../shared/payment/transition.ts'
import { ASKED, anId, aPayment, at, OTHER_ADDRESS } from '../../../support/builders.ts'

function aCharged(over: Parameters<typeof aPayment>[0]): ChargedPayment {
  const payment = aPayment(over)
  if (!isCharged(payment)) throw new Error('no charge')
  return payment
}

const MORE = '20.874210'
const child = { chargeId: '9', status: 'finished', coin: 'usdttrc20', transactionId: null } as const

function aRefund(amount: string, over: Partial<PaymentRefund> = {}): PaymentRefund {
  const sent = { standing: 'sent', transactionId: 'b'.repeat(64), sentAt: at(900) } as const
  return { id: anId(7), address: OTHER_ADDRESS, amount, ...sent, ...over }
}

function apply(payment: ChargedPayment, event: PaymentEvent): ChargedPayment {
  const after = transition(payment, event)
  if (!isCharged(after)) throw new Error('no charge')
  return after
}

function withRefund(payment: ChargedPayment, ...refunds: readonly PaymentRefund[]): ChargedPayment {
  return refunds.reduce((one, refund) => apply(one, { kind: 'refund', at: at(900), refund }), payment)
}

const over = aCharged({ status: 'paid', received: MORE, remarks: ['overpaid'] })
const late = aCharged({
  status: 'expired',
  received: ASKED,
  lastObserved: 'finished',
  remarks: ['late'],
})

describe('a refund that was sent', () => {
  it('settles what came too much', () => {
    const done = withRefund(over, aRefund('1.000000'))
    expect([owedOf(over), owedOf(done), needsAttention(done)]).toEqual([1_000_000n, 0n, false])
    expect(refundSum(done, 'sent')).toBe(1_000_000n)
  })

  it('of a part leaves the rest owed', () => {
    const done = withRefund(over, aRefund('0.400000'))
    expect([owedOf(done), needsAttention(done)]).toEqual([600_000n, true])
    expect(owedOf(withRefund(done, aRefund('0.600000', { id: anId(8) })))).toBe(0n)
  })

  it('counts again for nothing when its transaction becomes known', () => {
    const untold = withRefund(over, aRefund('0.400000', { transactionId: null }))
    const told = withRefund(untold, aRefund('0.400000'))
    expect([owedOf(told), told.refunds.map(({ transactionId }) => transactionId)]).toEqual([
      600_000n,
      ['b'.repeat(64)],
    ])
  })

  it('settles money nobody had decided about yet', () => {
    expect(needsAttention(late)).toBe(true)
    expect(needsAttention(withRefund(late, aRefund(ASKED)))).toBe(false)
  })

  it('of goods that came back pays nothing that is found out later', () => {
    const back = withRefund(aCharged({ status: 'paid' }), aRefund(ASKED))
    const found = { ...back, received: MORE, remarks: ['overpaid' as const] }
    expect(owedOf(found)).toBe(1_000_000n)
  })

  it('of more than is owed is for goods as far as it goes beyond', () => {
    const done = withRefund(over, aRefund('11.000000'))
    const more = { ...done, childChargeIds: ['9'], children: [{ ...child, received: '2.000000' }] }
    expect(owedOf({ ...more, owed: ['repeated 9'] })).toBe(2_000_000n)
  })

  it('leaves owed what came since: more money at the same address', () => {
    const done = withRefund({ ...late, owed: [`late ${ASKED}`] }, aRefund(ASKED))
    const again = { ...done, received: MORE }
    expect(openMatters(again)).toEqual([{ kind: 'late', key: `late ${MORE}`, usdt: 1_000_000n }])
  })

  it('is over with a matter that the owner closes, and pays no later one', () => {
    const part = withRefund({ ...late, owed: [`late ${ASKED}`] }, aRefund('5.000000'))
    const closed = apply(part, {
      ...{ kind: 'decided', decision: 'closed', at: at(950), by: 'owner', reason: 'in cash' },
    })
    const more = { ...closed, childChargeIds: ['9'], children: [{ ...child, received: '2.000000' }] }
    expect([owedOf(closed), owedOf({ ...more, owed: ['repeated 9'] })]).toEqual([0n, 2_000_000n])
  })

  it('does not come back', () => {
    const done = withRefund(over, aRefund('1.000000'))
    expect(withRefund(done, aRefund('1.000000', { standing: 'none' }))).toBe(done)
  })
})

describe('a refund on its way', () => {
  const open = { standing: 'open', transactionId: null, sentAt: null } as const

  it('settles nothing', () => {
    const begun = withRefund(over, aRefund('1.000000', open))
    expect([owedOf(begun), refundSum(begun, 'open'), refundSum(begun, 'sent')]).toEqual([
      1_000_000n,
      1_000_000n,
      0n,
    ])
  })

  it('keeps the goods from being given for the same money, until it came to nothing', () => {
    const choices = (payment: ChargedPayment) => choicesOf(payment, [payment], true)
    const short = aCharged({ status: 'short' })
    expect([choices(late), choices(short)]).toEqual([
      ['delivered', 'owed', 'handed'],
      ['topUp', 'accepted', 'handed'],
    ])
    const begun = [late, short].map((payment) => withRefund(payment, aRefund('1.000000', open)))
    expect(begun.map(choices)).toEqual([
      ['owed', 'handed'],
      ['owed', 'handed'],
    ])
    const ended = begun.map((payment) =>
      withRefund(payment, aRefund('1.000000', { ...open, standing: 'none' })),
    )
    expect(ended.map(goesBack)).toEqual([false, false])
    expect(ended.map(choices)).toEqual([choices(late), choices(short)])
  })
})

describe('what certainly came', () => {
  it.each([
    ['paid', aCharged({ status: 'paid' }), ASKED],
    ['short', aCharged({ status: 'short' }), '18.874210'],
    ['late', late, ASKED],
    ['still on its way', aCharged({ status: 'sending' }), '0.000000'],
    ['taken back', aCharged({ status: 'refunded', received: ASKED, lastObserved: 'refunded' }), '0.000000'],
  ])('%s', (_what, payment, amount) => {
    expect(formatUsdt(certainlyReceived(payment))).toBe(amount)
  })

  it('is further deposits in USDT as well, once they are there', () => {
    const children = [
      { ...child, received: '2.000000' },
      { ...child, chargeId: '10', received: '4.000000', status: 'confirming' as const },
      { ...child, chargeId: '11', received: '90.000000', coin: 'trx' },
    ]
    expect(certainlyReceived(aCharged({ status: 'paid', children }))).toBe(microUsdt(ASKED) + 2_000_000n)
  })
})

it('whatever is sent and in whatever parts, owed and repaid never go below zero, and never grow', () => {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 15_000_000n }), { maxLength: 6 })
  fc.assert(
    fc.property(
      amounts,
      fc.constantFrom(over, late, aCharged({ status: 'short', owed: ['short'] })),
      (parts, payment) => {
        let one = payment
        for (const [index, part] of parts.entries()) {
          const before = openSum(one)
          one = withRefund(one, aRefund(formatUsdt(part), { id: anId(index + 1) }))
          expect(before - openSum(one)).toBe(part < before ? part : before)
        }
        expect(microUsdt(one.repaid)).toBeLessThanOrEqual(parts.reduce((sum, part) => sum + part, 0n))
      },
    ),
  )
})

function openSum(payment: ChargedPayment): bigint {
  return openMatters(payment).reduce((sum, { usdt }) => sum + usdt, 0n)
}
