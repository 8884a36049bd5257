import { microText } from '../amounts.ts'
import type { Charge } from './charge.ts'
import type { Settings } from './settings.ts'

// The vendor's bodies, field by field and in its order.

/** At least two decimals and no more than needed: 50.00, 50.125. */
export const amountText = (micro: bigint): string => microText(micro).replace(/(\.\d\d\d*?)0+$/, '$1')

const idOf = (charge: Charge, { idType }: Settings) => (idType === 'number' ? Number(charge.id) : charge.id)

/** `2026-07-01 18:30:00`, without a zone. */
const timeText = (ms: number, { timeZoneMinutes }: Settings): string =>
  new Date(ms + timeZoneMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')

const common = (charge: Charge) => ({
  order_id: charge.orderId,
  status: charge.status,
  amount: amountText(charge.amountMicro),
  pay_amount: microText(charge.payMicro),
  currency: 'USDT',
  network: 'TRC20',
})

const settled = (charge: Charge, settings: Settings) => ({
  txid: charge.txid,
  paid_at: charge.paidAt === null ? null : timeText(charge.paidAt, settings),
})

const paymentFields = (charge: Charge, settings: Settings, base: string) => ({
  payment_id: idOf(charge, settings),
  ...common(charge),
  address: charge.address,
  payment_url: `${base}/pay/?id=${charge.id}`,
  expires_at: timeText(charge.expiresAt, settings),
})

export const createdBody = (charge: Charge, settings: Settings, base: string) => ({
  ok: true,
  payment: paymentFields(charge, settings, base),
})

export const statusBody = (charge: Charge, settings: Settings, base: string): object => {
  const all = {
    ...paymentFields(charge, settings, base),
    ...(charge.status === 'paid' && settled(charge, settings)),
  }
  const omitted: readonly string[] = settings.statusOmits
  const payment = Object.fromEntries(Object.entries(all).filter(([key]) => !omitted.includes(key)))
  switch (settings.statusReply) {
    case 'wrapped':
      return { ok: true, payment }
    case 'flat':
      return { ok: true, ...payment }
    case 'bare':
      return payment
  }
}

export const webhookBody = (charge: Charge, settings: Settings, appId: number) => ({
  payment_id: idOf(charge, settings),
  app_id: appId,
  ...common(charge),
  ...settled(charge, settings),
})

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

/** As PHP's json_encode writes it when it is told nothing. */
const phpJson = (json: string): string => json.replaceAll('/', '\\/').replace(/[\u0080-\uffff]/g, escaped)

export const jsonText = (body: object, { json }: Settings): string => {
  const text = JSON.stringify(body)
  return json === 'php' ? phpJson(text) : text
}
