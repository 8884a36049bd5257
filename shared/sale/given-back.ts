import { type MicroUsdt, microUsdt } from '../money/usdt.ts'
import { type Matter, mattersOf, repaidOf } from '../payment/matters.ts'
import type { ChargedPayment } from '../payment/payment.ts'
import { refundSum } from '../payment/refunds.ts'
import { priceOf } from './counted.ts'
import type { SaleDetails, TaxLine, TaxMode } from './details.ts'
import { spread } from './spread.ts'

// What of a sale its refunds undid. Everything is reckoned from all refunds together, never from one of them: so a sale that
// was given back in parts ends at exactly its own lines, and what is booked is the difference.

/** What one rate has of something: `gross` is `net` and `tax`, exactly. */
export type TaxShare = Pick<TaxLine, 'name' | 'milliPercent' | 'net' | 'tax' | 'gross'> & {
  readonly mode: TaxMode
}

/**
 * What of the goods was given back, in the minor unit, at the rate of the sale. Goods first: a tip carries no tax, so that it is
 * the last of what is asked for to go back. Never more than the goods cost, and all of it once all that came for
 * the sale is with the customer, also where the till took a little less for it.
 */
export function goodsGivenBack(payment: ChargedPayment, { goods }: SaleDetails): number {
  const back = refundedForSale(payment)
  if (back === 0n) return 0
  return back >= cameForSale(payment) ? goods : Math.min(goods, priceOf(payment, back))
}

/** The taxes in it, by rate; those without an amount are left out. Empty where the sale has none. */
export function taxesGivenBack(payment: ChargedPayment, sale: SaleDetails): TaxShare[] {
  const { taxes } = sale
  const goods = taxes === null ? 0 : goodsGivenBack(payment, sale)
  if (taxes === null || goods === 0) return []
  const { mode, lines } = taxes
  const parts = spread(
    goods,
    lines.map(({ gross }) => gross),
  )
  return lines.flatMap((line, index) => {
    const gross = parts[index] ?? 0
    const [net = 0, tax = 0] = spread(gross, [line.net, line.tax])
    const { name, milliPercent } = line
    return gross === 0 ? [] : [{ name, milliPercent, mode, net, tax, gross }]
  })
}

/**
 * Of the refunds that were sent, what was for goods or tip: what the shop had no right to keep went back before it
 * (`withRefund`). Closing something forgets how much of it had gone back, so of that all counts as gone: rather too
 * little tax is taken off than too much.
 */
function refundedForSale(payment: ChargedPayment): MicroUsdt {
  const sent = refundSum(payment, 'sent')
  if (sent === 0n) return 0n
  const repaid = [...repaidOf(payment).values()].reduce((sum, usdt) => sum + usdt, 0n)
  const closed = mattersOf(payment)
    .filter((matter) => isBeyondSale(matter) && payment.closed.includes(matter.key))
    .reduce((sum, { usdt }) => sum + usdt, 0n)
  const rest = sent - repaid - closed
  return rest > 0n ? rest : 0n
}

function isBeyondSale({ kind }: Matter): boolean {
  return kind === 'overpaid' || kind === 'repeated'
}

/** What the customer of this payment gave for the sale. Where the rest of it came elsewhere, the whole is what was asked. */
function cameForSale({ charge, received, settlement }: ChargedPayment): MicroUsdt {
  const asked = microUsdt(charge.asked)
  if (settlement?.how === 'toppedUp' || settlement?.how === 'byHand') return asked
  const came = microUsdt(received)
  return came < asked ? came : asked
}
