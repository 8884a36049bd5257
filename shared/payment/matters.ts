import { formatUsdt, type MicroUsdt, microUsdt } from '../money/usdt.ts'
import { excessOf, isUsdtDeposit } from './evidence.ts'
import type { ChargedPayment } from './payment.ts'

/** Something about a payment's money that a person has to decide or know. */
export type Matter = {
  readonly kind:
    | 'short'
    | 'failed'
    | 'refunded'
    | 'late'
    | 'mismatch'
    | 'wrongAsset'
    | 'repeated'
    | 'reversed'
    | 'overpaid'
  /** Tells one matter of a payment from another; more money makes another matter. **Stored** in payments. */
  readonly key: string
  /** The USDT it is about, none where the till holds none or knows of none. */
  readonly usdt: MicroUsdt
}

/** Everything about this payment that a person has, or had, to look at; the gravest first. */
export function mattersOf(payment: ChargedPayment): readonly Matter[] {
  const received = microUsdt(payment.received)
  const about = (kind: Matter['kind'], usdt: MicroUsdt = 0n, key: string = kind): Matter => ({
    kind,
    key,
    usdt,
  })
  const has = (remark: ChargedPayment['remarks'][number]) => payment.remarks.includes(remark)
  const isWithdrawn = payment.status === 'expired' || payment.status === 'cancelled'
  const isLate = has('late') || (isWithdrawn && received > 0n)
  const isSettled = payment.status === 'paid' || payment.settlement !== null
  const excess = excessOf(payment)
  return [
    ...(has('reversed') ? [about('reversed')] : []),
    ...(has('mismatch') ? [about('mismatch')] : []),
    ...(payment.status === 'failed' ? [about('failed')] : []),
    ...(payment.status === 'refunded' ? [about('refunded')] : []),
    ...(has('wrongAsset') && payment.children.every(isUsdtDeposit) ? [about('wrongAsset')] : []),
    ...(isLate && payment.status !== 'refunded' ? [about('late', received, `late ${payment.received}`)] : []),
    ...(payment.status === 'short' ? [about('short', received)] : []),
    ...childMatters(payment),
    ...(isSettled && excess > 0n ? [about('overpaid', excess, `overpaid ${formatUsdt(excess)}`)] : []),
  ]
}

function childMatters(payment: ChargedPayment): Matter[] {
  return payment.childChargeIds.map((id) => {
    const child = payment.children.find((one) => one.chargeId === id)
    if (child && !isUsdtDeposit(child)) return { kind: 'wrongAsset', key: `wrongAsset ${id}`, usdt: 0n }
    const usdt = child?.received === null || child === undefined ? 0n : microUsdt(child.received)
    return { kind: 'repeated', key: `repeated ${id}`, usdt }
  })
}

/** Not over yet: the list of exceptions. */
export function openMatters(payment: ChargedPayment): readonly Matter[] {
  return mattersOf(payment).filter(({ key }) => !payment.closed.includes(key))
}

/**
 * What the cashier is still to choose about. More than was asked is none: it is owed to the customer without asking.
 */
export function undecidedMatters(payment: ChargedPayment): readonly Matter[] {
  return openMatters(payment).filter(
    ({ key, kind }) => kind !== 'overpaid' && !payment.handed.includes(key) && !payment.owed.includes(key),
  )
}

/** What the shop owes the customer of this payment: what was decided so, and what came beyond the asked amount. */
export function owedOf(payment: ChargedPayment): MicroUsdt {
  return openMatters(payment)
    .filter(({ key, kind }) => kind === 'overpaid' || payment.owed.includes(key))
    .reduce((sum, { usdt }) => sum + usdt, 0n)
}
