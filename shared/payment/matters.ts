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
    | 'untold'
  /** Tells one matter of a payment from another; more money makes another matter. **Stored** in payments. */
  readonly key: string
  /** The USDT it is about, none where the till holds none or knows of none. */
  readonly usdt: MicroUsdt
}

/** The key of the matter that the chain alone makes: there is at most one. */
export const UNTOLD = 'untold'

/** Everything about this payment that a person has, or had, to look at; the gravest first. */
export function mattersOf(payment: ChargedPayment): readonly Matter[] {
  return [
    ...wordMatters(payment),
    ...moneyMatters(payment),
    ...childMatters(payment),
    ...excessMatters(payment),
    ...chainMatters(payment),
  ]
}

/** What the gateway's word alone makes a matter of. */
function wordMatters({ status, remarks, children }: ChargedPayment): Matter[] {
  // Another coin that came as a further deposit is a matter of that deposit.
  const isWrongAsset = remarks.includes('wrongAsset') && children.every(isUsdtDeposit)
  const kinds: readonly [Matter['kind'], boolean][] = [
    ['reversed', remarks.includes('reversed')],
    ['mismatch', remarks.includes('mismatch')],
    ['failed', status === 'failed'],
    ['refunded', status === 'refunded'],
    ['wrongAsset', isWrongAsset],
  ]
  return kinds.filter(([, isSo]) => isSo).map(([kind]) => ({ kind, key: kind, usdt: 0n }))
}

/** What came too late, or too little. Once the gateway settled it as short or paid, that is what there is to know. */
function moneyMatters(payment: ChargedPayment): Matter[] {
  const { status, remarks, received } = payment
  const usdt = microUsdt(received)
  if (status === 'short') return [{ kind: 'short', key: 'short', usdt }]
  const isWithdrawn = status === 'expired' || status === 'cancelled'
  const isLate = remarks.includes('late') && (isWithdrawn || status === 'failed')
  return isLate || (isWithdrawn && usdt > 0n) ? [{ kind: 'late', key: `late ${received}`, usdt }] : []
}

function excessMatters(payment: ChargedPayment): Matter[] {
  const usdt = excessOf(payment)
  const isSettled = payment.status === 'paid' || payment.settlement !== null
  return isSettled && usdt > 0n ? [{ kind: 'overpaid', key: `overpaid ${formatUsdt(usdt)}`, usdt }] : []
}

/**
 * The chain showed a deposit, and the gateway's last word is that none came: a person has to find out what became of it. The
 * shop holds nothing of it that the till knows of.
 */
function chainMatters(payment: ChargedPayment): Matter[] {
  const { onChain, settlement, closed, status, lastObserved, received, remarks } = payment
  const isDenied = status === 'expired' && lastObserved === 'expired' && microUsdt(received) === 0n
  // What was settled before is none; what was settled all the same has been one.
  const isAsked = settlement === null || closed.includes(UNTOLD)
  if (onChain === null || !isDenied || remarks.length > 0 || !isAsked) return []
  return [{ kind: UNTOLD, key: UNTOLD, usdt: 0n }]
}

function childMatters(payment: ChargedPayment): Matter[] {
  return payment.childChargeIds.map((id) => {
    const child = payment.children.find((one) => one.chargeId === id)
    if (child && !isUsdtDeposit(child)) return { kind: 'wrongAsset', key: `wrongAsset ${id}`, usdt: 0n }
    const usdt = child?.received === null || child === undefined ? 0n : microUsdt(child.received)
    return { kind: 'repeated', key: `repeated ${id}`, usdt }
  })
}

/** Not over yet: the list of exceptions. Of each what refunds have left of it; what they gave back whole is over. */
export function openMatters(payment: ChargedPayment): readonly Matter[] {
  const unclosed = mattersOf(payment).filter(({ key }) => !payment.closed.includes(key))
  if (microUsdt(payment.repaid) === 0n) return unclosed
  const repaid = repaidOf(payment)
  return unclosed.flatMap((matter) => {
    const usdt = matter.usdt - (repaid.get(matter.key) ?? 0n)
    return matter.usdt > 0n && usdt === 0n ? [] : [{ ...matter, usdt }]
  })
}

/** How much of each matter was given back, by key: first of what is owed, then in the order of the matters. */
export function repaidOf(payment: ChargedPayment): ReadonlyMap<string, MicroUsdt> {
  const unclosed = mattersOf(payment).filter(({ key }) => !payment.closed.includes(key))
  const isOwed = ({ key, kind }: Matter) => kind === 'overpaid' || payment.owed.includes(key)
  const inTurn = [...unclosed.filter(isOwed), ...unclosed.filter((matter) => !isOwed(matter))]
  let rest = microUsdt(payment.repaid)
  return new Map(
    inTurn.map(({ key, usdt }) => {
      const part = usdt < rest ? usdt : rest
      rest -= part
      return [key, part]
    }),
  )
}

/**
 * What the cashier is still to choose about. More than was asked is none: it is owed to the customer without asking. Nor is
 * what the gateway denies: only the owner can ask its support.
 */
export function undecidedMatters(payment: ChargedPayment): readonly Matter[] {
  return openMatters(payment).filter(
    ({ key, kind }) =>
      kind !== 'overpaid' && kind !== UNTOLD && !payment.handed.includes(key) && !payment.owed.includes(key),
  )
}

/** What the shop owes the customer of this payment: what was decided so, and what came beyond the asked amount. */
export function owedOf(payment: ChargedPayment): MicroUsdt {
  return openMatters(payment)
    .filter(({ key, kind }) => kind === 'overpaid' || payment.owed.includes(key))
    .reduce((sum, { usdt }) => sum + usdt, 0n)
}
