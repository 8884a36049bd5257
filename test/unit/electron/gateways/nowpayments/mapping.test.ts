import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  gatewayExpiry,
  plainDecimal,
  toInstant,
  toMicroUsdt,
  toObservation,
  toObservedStatus,
} from '../../../../../electron/gateways/nowpayments/mapping.ts'
import { CreatedPayment, ReadPayment, readBody } from '../../../../../electron/gateways/nowpayments/wire.ts'
import { microUsdt } from '../../../../../shared/money/usdt.ts'
import { Observation } from '../../../../../shared/payment/payment.ts'
import { sample } from '../../../../support/samples/nowpayments/sample.ts'

function payment(fields: Partial<ReadPayment> = {}): ReadPayment {
  const read = readBody(ReadPayment, sample('read-partially-paid.json'))
  if (!read.ok) throw new Error(read.error)
  return { ...read.value, ...fields }
}

function created(fields: Partial<CreatedPayment> = {}): CreatedPayment {
  const read = readBody(CreatedPayment, sample('created.json'))
  if (!read.ok) throw new Error(read.error)
  return { ...read.value, ...fields }
}

describe('statuses', () => {
  it.each([
    ['waiting', 'waiting'],
    ['confirming', 'confirming'],
    ['confirmed', 'confirmed'],
    ['sending', 'sending'],
    ['partially_paid', 'partiallyPaid'],
    ['finished', 'finished'],
    ['failed', 'failed'],
    ['refunded', 'refunded'],
    ['expired', 'expired'],
    ['FINISHED', 'finished'],
  ])('%s is %s', (word, status) => {
    expect(toObservedStatus(word)).toBe(status)
  })

  it.each(['cancelled', 'paid', 'finished ', 'partiallyPaid', '__proto__', 'toString', ''])(
    '%j is unknown, never paid',
    (word) => {
      expect(toObservedStatus(word)).toBe('unknown')
    },
  )
})

describe('an observation', () => {
  it('says what the reply says, in our words', () => {
    const seen = toObservation(payment())
    expect(seen).toEqual({
      ok: true,
      value: {
        chargeId: '5977953151',
        status: 'partiallyPaid',
        vendorStatus: 'partially_paid',
        parentChargeId: null,
        childChargeIds: ['5513339153'],
        orderId: 'POS1-000123',
        coin: 'usdttrc20',
        address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
        asked: '13.501234',
        received: '12.500000',
        outcome: '12.4375',
        outcomeCoin: 'usdttrc20',
        transactionId: '77ff0c0000000000000000000000000000000000000000000000000000000000aa',
        gatewayUpdatedAt: '2026-08-27T17:01:12.001Z',
      },
    })
  })

  it('rounds what was asked up and what came down, at the sixth decimal', () => {
    const seen = toObservation(payment({ pay_amount: '13.5012341', actually_paid: '13.5012349' }))
    expect(seen).toMatchObject({ value: { asked: '13.501235', received: '13.501234' } })
  })

  it('writes coins in lower case and keeps an unknown status as the vendor said it', () => {
    const seen = toObservation(payment({ pay_currency: 'USDTTRC20', payment_status: 'reviewing' }))
    expect(seen).toMatchObject({
      value: { coin: 'usdttrc20', status: 'unknown', vendorStatus: 'reviewing' },
    })
  })

  it('tells nothing received from nothing said', () => {
    expect(toObservation(payment({ actually_paid: '0' }))).toMatchObject({ value: { received: '0.000000' } })
    expect(toObservation(payment({ actually_paid: null }))).toMatchObject({ value: { received: null } })
  })

  it('refuses amounts beyond all money, naming the field', () => {
    expect(toObservation(payment({ pay_amount: '1e30' }))).toEqual({ ok: false, error: 'field pay_amount' })
    expect(toObservation(payment({ actually_paid: '9'.repeat(30) }))).toEqual({
      ok: false,
      error: 'field actually_paid',
    })
  })

  it('is always one that the journal can hold', () => {
    const digits = fc.stringMatching(/^\d{1,20}(\.\d{1,12})?(e[+-]?\d{1,2})?$/)
    fc.assert(
      fc.property(digits, digits, digits, (asked, received, outcome) => {
        const seen = toObservation(
          payment({ pay_amount: asked, actually_paid: received, outcome_amount: outcome }),
        )
        if (seen.ok) expect(Observation.safeParse(seen.value).success).toBe(true)
      }),
    )
  })
})

describe('amounts', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 24n })

  it('asks for at least the exact amount, by less than a micro-USDT more', () => {
    fc.assert(
      fc.property(amount, (pico) => {
        const micro = toMicroUsdt(decimal(pico, 12), 'up')
        if (micro === undefined) throw new Error('refused')
        const excess = micro * 10n ** 6n - pico
        expect(excess >= 0n && excess < 10n ** 6n).toBe(true)
      }),
    )
  })

  it('never counts more than what came', () => {
    fc.assert(
      fc.property(amount, (pico) => {
        const micro = toMicroUsdt(decimal(pico, 12), 'down')
        if (micro === undefined) throw new Error('refused')
        const missing = pico - micro * 10n ** 6n
        expect(missing >= 0n && missing < 10n ** 6n).toBe(true)
      }),
    )
  })

  it('reads every cent up to 200 exactly, where a float would lose one in sixty', () => {
    for (let cents = 1; cents <= 20_000; cents += 1) {
      const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      expect(toMicroUsdt(text, 'up')).toBe(BigInt(cents) * 10_000n)
    }
  })

  it('reads amounts that Python or JavaScript wrote with an exponent', () => {
    expect(toMicroUsdt('8.3e-05', 'up')).toBe(83n)
    expect(toMicroUsdt('1e-7', 'up')).toBe(1n)
    expect(toMicroUsdt('1e-7', 'down')).toBe(0n)
    expect(toMicroUsdt('1.5E3', 'down')).toBe(microUsdt('1500.000000'))
  })
})

describe('an outcome in another coin', () => {
  it('is written without an exponent, digit by digit', () => {
    expect(plainDecimal('8.3e-05')).toBe('0.000083')
    expect(plainDecimal('1E3')).toBe('1000')
    expect(plainDecimal('12.5e1')).toBe('125')
    expect(plainDecimal('12.5e-1')).toBe('1.25')
    expect(plainDecimal('0.00010500')).toBe('0.00010500')
  })

  it('keeps its value', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.integer({ min: -8, max: 8 }),
        (digits, exponent) => {
          const plain = plainDecimal(`${digits}e${exponent}`)
          expect(plain).toMatch(/^(0|[1-9]\d*)(\.\d+)?$/)
          expect(scaled(plain, 8)).toBe(digits * 10n ** BigInt(8 + exponent))
        },
      ),
    )
  })
})

describe('when the gateway stops a charge', () => {
  const now = Date.parse('2026-08-27T17:00:00.000Z')

  it('is valid_until when it is said', () => {
    expect(gatewayExpiry(created(), now)).toBe('2026-09-03T16:56:58.628Z')
  })

  it('is seven days after creation for a floating rate, not the end of the quote', () => {
    expect(gatewayExpiry(created({ valid_until: null }), now)).toBe('2026-09-03T16:56:58.628Z')
  })

  it('is the end of the quote when the account forced a fixed rate', () => {
    for (const flag of [true, 'true']) {
      expect(gatewayExpiry(created({ valid_until: null, is_fixed_rate: flag }), now)).toBe(
        '2026-08-27T17:16:58.628Z',
      )
    }
  })

  it('is seven days from now when nothing readable is said', () => {
    const silent = created({ valid_until: 'soon', created_at: 'today', expiration_estimate_date: null })
    expect(gatewayExpiry(silent, now)).toBe('2026-09-03T17:00:00.000Z')
  })
})

describe('instants', () => {
  it.each([
    ['2026-08-27T16:56:58.628Z', '2026-08-27T16:56:58.628Z'],
    ['2026-08-27T18:56:58+02:00', '2026-08-27T16:56:58.000Z'],
    ['2026-08-27 16:56:58', '2026-08-27T16:56:58.000Z'],
    ['1787849818628', '2026-08-27T16:56:58.628Z'],
  ])('%s is %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant)
  })

  it.each(['', 'yesterday', '27.08.2026', '2026-13-40T00:00:00Z', '99999999999999999'])(
    '%j is none',
    (text) => {
      expect(toInstant(text)).toBeNull()
    },
  )
})

function decimal(value: bigint, places: number): string {
  const digits = String(value).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

function scaled(text: string, places: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(places, '0'))
}
