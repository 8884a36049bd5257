import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readBody } from '../../../../electron/gateways/http/body.ts'
import {
  toCharge as toOrderCharge,
  toObservation as toOrderObservation,
} from '../../../../electron/gateways/paystablecoin/mapping.ts'
import { toMethods } from '../../../../electron/gateways/paystablecoin/methods.ts'
import { MethodsReply, OrderReply } from '../../../../electron/gateways/paystablecoin/wire.ts'
import { toCharge, toObservation } from '../../../../electron/gateways/usdt-payments/mapping.ts'
import { CreatedReply, ReadReply } from '../../../../electron/gateways/usdt-payments/wire.ts'
import { money } from '../../../../shared/money/money.ts'
import { microUsdt } from '../../../../shared/money/usdt.ts'
import { Charge, Observation } from '../../../../shared/payment/payment.ts'
import { isPayableTronAddress } from '../../../../shared/tron/address.ts'

// Whatever a vendor sends, what leaves its folder can be stored, and nothing that nobody may pay is a charge.

const REQUEST = {
  ...{ orderId: 'POS1-000123', description: '', callbackUrl: null },
  ...{ price: money(4600, 'EUR'), usdt: 50_000_000n },
}
const EXPIRY = '2026-12-31T23:59:59Z'
const ASKED = { expiresAt: EXPIRY, method: { networkName: 'TRON Network' } }

const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', 'null', true, 0, '1e400', -1, {}, []))
const oneOf = (...good: readonly unknown[]) =>
  fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...good) }, odd)
const address = oneOf('TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')
const amount = oneOf('50.013400', 50, '50', '49.99', '500', '9e30', '5e1')
const time = oneOf('2026-07-01 18:30:00', EXPIRY, 'soon')

const payment = fc.record({
  ...{
    payment_id: oneOf(123, '123'),
    order_id: oneOf(REQUEST.orderId),
    status: oneOf('paid', 'pending', 'x'),
  },
  ...{ amount, pay_amount: amount, currency: oneOf('USDT'), network: oneOf('TRC20'), address },
  ...{ expires_at: time, txid: oneOf('ab') },
})
const coins = fc.oneof(fc.record({ value: amount, currency: oneOf('USDT') }), odd)
const order = fc.record({
  ...{ merchantOrderId: oneOf('POS1-000123_____'), status: oneOf('PROCESSING', 'SUCCEEDED', 'CLOSED') },
  ...{ finalStatus: odd, cryptoPaymentAmount: coins, cryptoPaidAmount: coins, depositAddress: address },
  networkDisplayName: oneOf('TRON Network', 'TRON\u202e(TRC20)\n', 'TRON'.repeat(20)),
  ...{ network: oneOf('tron'), cryptoPaymentDetail: odd, expiresAt: time, paidTime: time },
})

/** What is read of the text by both readers, where they read anything. */
function charged(text: string): unknown[] {
  const created = readBody(CreatedReply, text)
  const ordered = readBody(OrderReply, text)
  return [
    created.ok ? toCharge(created.value, REQUEST, 0) : created,
    ordered.ok ? toOrderCharge(ordered.value, REQUEST, ASKED) : ordered,
  ].flatMap((result) => (result.ok ? [result.value] : []))
}

function observed(text: string): unknown[] {
  const read = readBody(ReadReply, text)
  const ordered = readBody(OrderReply, text)
  return [
    read.ok ? toObservation(read.value) : read,
    ordered.ok ? toOrderObservation(ordered.value) : ordered,
  ].flatMap((result) => (result.ok ? [result.value] : []))
}

const anyReply = fc.oneof(
  payment.map((one) => ({ ok: true, payment: one })),
  payment,
  order.map((data) => ({ code: '00000', data })),
  order,
  fc.jsonValue(),
)

it('a charge can be stored and paid, and asks for hardly more than the price', () => {
  let charges = 0
  fc.assert(
    fc.property(anyReply, (reply) => {
      for (const one of charged(JSON.stringify(reply))) {
        const charge = Charge.parse(one)
        charges += 1
        expect(isPayableTronAddress(charge.address)).toBe(true)
        expect(charge.orderId).toBe(REQUEST.orderId)
        const more = microUsdt(charge.asked) - REQUEST.usdt
        expect(more >= 0n && more <= 1_000_000n).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
  // Otherwise nothing was tried.
  expect(charges).toBeGreaterThan(10)
})

it('a look can be stored', () => {
  let looks = 0
  fc.assert(
    fc.property(anyReply, (reply) => {
      for (const one of observed(JSON.stringify(reply))) {
        expect(Observation.parse(one)).toEqual(one)
        looks += 1
      }
    }),
    { numRuns: 2000 },
  )
  expect(looks).toBeGreaterThan(10)
})

it('no list of ways to pay is too odd to be read or refused', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.record({
            cryptoCurrency: oneOf('USDT'),
            network: oneOf('tron'),
            minAmount: amount,
            displayOrder: odd,
          }),
          odd,
        ),
      ),
      (data) => {
        const read = readBody(MethodsReply, JSON.stringify({ code: '00000', data }))
        if (read.ok) expect(toMethods(read.value)).toMatchObject({ ok: true })
        else expect(read.error).toMatch(/^field |^other fields|^not JSON/)
      },
    ),
  )
})
