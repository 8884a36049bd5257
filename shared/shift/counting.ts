import { formatUsdt } from '../money/usdt.ts'
import type { ChargedPayment, Payment } from '../payment/payment.ts'
import { countsAsSale, isInProgress, isSold, isUntold } from '../payment/questions.ts'
import { refundSum } from '../payment/refunds.ts'
import { isCharged } from '../payment/transition.ts'
import { countedSale, priceOf } from '../sale/counted.ts'
import { plainSale, type SaleDetails } from '../sale/details.ts'
import { taxesGivenBack } from '../sale/given-back.ts'
import { arrivedOf } from './arrived.ts'
import { type Figures, type MoneyFigures, NO_FIGURES, plus } from './figures.ts'

/** A payment and whose it is. What is beside it was fixed when it began. */
export type BookedPayment = {
  readonly payment: Payment
  /** The gateway that was asked; null in journals that do not say. */
  readonly gateway: string | null
  readonly cashier: string | null
  /** The number of the shift it began in. */
  readonly shift: number | null
  /** Of the whole sale; null where there is a price only. */
  readonly sale: SaleDetails | null
}

/**
 * It has come to an end, for now: the goods went, or nobody is waiting any more. Money that the chain shows is waited for, whatever
 * time ran out over it, until the gateway tells of it or somebody decides, if only that it is dealt with.
 */
export function hasEnded(payment: Payment): boolean {
  return isSold(payment) || !(isInProgress(payment) || isUntold(payment))
}

/** What a payment adds to every sum, as it stands; nothing while it is open. */
export function figuresOf({ payment, sale }: BookedPayment): Figures {
  if (!hasEnded(payment)) return NO_FIGURES
  if (!isCharged(payment)) return { ...NO_FIGURES, ended: 1 }
  const sent = refundSum(payment, 'sent')
  const figures: Figures = {
    ...NO_FIGURES,
    ended: 1,
    ...usdtOf(payment),
    refunds: payment.refunds.filter(({ standing }) => standing === 'sent').length,
    refunded: formatUsdt(sent),
  }
  const isSale = countsAsSale(payment)
  const counted = isSale ? countedSale(payment, sale ?? plainSale(payment.price)) : null
  const money = { ...moneyOf(payment, counted), refunded: priceOf(payment, sent) }
  // Added, so that entries without an amount are left out here as everywhere.
  return plus(figures, { ...NO_FIGURES, sales: isSale ? 1 : 0, currencies: [money] })
}

function moneyOf(payment: ChargedPayment, sale: SaleDetails | null): Omit<MoneyFigures, 'refunded'> {
  const { taxes } = sale ?? { taxes: null }
  return {
    currency: payment.price.currency,
    subtotal: sale?.subtotal ?? 0,
    discount: sale?.discount?.minor ?? 0,
    goods: sale?.goods ?? 0,
    tip: sale?.tip?.minor ?? 0,
    total: sale?.total ?? 0,
    taxes: (taxes?.lines ?? []).map(({ name, milliPercent, net, tax, gross }) => ({
      name,
      milliPercent,
      mode: taxes?.mode ?? 'inclusive',
      net,
      tax,
      gross,
    })),
    refundedTaxes: sale === null ? [] : taxesGivenBack(payment, sale),
  }
}

type UsdtFigures = Pick<Figures, 'received' | 'net' | 'fees' | 'netUnknown'>

/** What arrived, cut into what the shop got, what the gateway kept, and what it has not accounted for. */
function usdtOf(payment: ChargedPayment): UsdtFigures {
  const { own, further, netted } = arrivedOf(payment)
  return {
    received: formatUsdt(own + further),
    net: formatUsdt(netted?.net ?? 0n),
    fees: formatUsdt(netted?.fee ?? 0n),
    netUnknown: formatUsdt(further + (netted === null ? own : 0n)),
  }
}
