import { createHmac } from 'node:crypto'

// One gateway's callback as it looks on the wire: NOWPayments signs the JSON text with its keys sorted, and sends it so.

export const SECRET = 'np-bench-ipn-secret'

/** Its body is JSON text of about 600 bytes, `number` is its `payment_id`. */
export function callbackOf(number: number): { readonly body: string; readonly signature: string } {
  const body = JSON.stringify({
    actually_paid: 13.49,
    actually_paid_at_fiat: 0,
    fee: { currency: 'usdttrc20', depositFee: 0.016861, serviceFee: 0, withdrawalFee: 0 },
    invoice_id: null,
    order_description: 'POS sale 000123',
    order_id: 'POS1-000123',
    outcome_amount: 13.405688,
    outcome_currency: 'usdttrc20',
    parent_payment_id: null,
    pay_address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
    pay_amount: 13.49,
    pay_currency: 'usdttrc20',
    payin_extra_id: null,
    payment_extra_ids: null,
    payment_id: number,
    payment_status: 'finished',
    price_amount: 13.49,
    price_currency: 'usd',
    purchase_id: '6236048111',
    updated_at: 1785934800123,
  })
  return { body, signature: createHmac('sha512', SECRET).update(body).digest('hex') }
}

/** The number a body was made with. */
export function numberIn(body: string): number {
  return Number(/"payment_id":(\d+)/.exec(body)?.[1])
}
