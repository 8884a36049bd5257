import type { CallbackRow } from '../contract/relay.ts'
import type { ChargedPayment, Observation, Payment } from '../payment/payment.ts'
import { isCharged } from '../payment/transition.ts'
import type { Gateway } from '../relay-protocol.ts'
import { ACTION_OF, type Difference, type DifferenceCause, type DifferenceKind } from './difference.ts'
import { orderNameOf, tillOfOrder } from './order-id.ts'

/** What changed so short a time ago is on its way from one book to the next. */
export const FRESH_MS = 5 * 60_000

/** ISO, the end not included. */
export type Period = { readonly from: string; readonly to: string }

/** A charge as the gateway's own list shows it. */
export type ListedCharge = {
  readonly observation: Observation
  readonly createdAt: string | null
  /** The gateway's word for a charge that a deposit made ("REPEATED"), which may come without its parent's id. */
  readonly originType?: string | null
}

export type GatewayList = {
  /** Whose list it is; payments and callbacks of others are left out. */
  readonly gateway: Gateway
  readonly rows: readonly ListedCharge[]
  readonly malformed: readonly { readonly id: string | null; readonly detail: string }[]
  /** False when the gateway counts more than it showed: what is not there may be there after all. */
  readonly complete: boolean
  /** What was asked for, by the gateway's clock. A day more than the period on either side leaves no gap. */
  readonly covers: Period
}

export type ReconciliationInput = {
  readonly period: Period
  /** When the list was read (ISO). */
  readonly asOf: string
  /** The name of this till, and its number. */
  readonly till: string
  readonly tillNumber: number | null
  /** The journal's state. A day more on either side tells what is ours at the edges. */
  readonly payments: readonly Payment[]
  readonly listed: GatewayList
  /** The log of callbacks of the same days, in any order; empty where there is no relay. */
  readonly callbacks: readonly CallbackRow[]
}

/** The three books, each found by what the others know it by. */
export type Books = {
  readonly input: ReconciliationInput
  /** The period and the time of the list in ms: asked for at every row. */
  readonly span: { readonly from: number; readonly to: number; readonly asOf: number }
  /** Charged payments that began in the period. */
  readonly payments: readonly ChargedPayment[]
  /** Such as hold a charge that another payment of the journal holds as well. */
  readonly doubles: readonly ChargedPayment[]
  /** Every charge once, as the gateway changed it last. */
  readonly listed: ReadonlyMap<string, ListedCharge>
  /** Charges whose row could not be read. */
  readonly odd: ReadonlySet<string>
  readonly byCharge: ReadonlyMap<string, ChargedPayment>
  readonly byChild: ReadonlyMap<string, ChargedPayment>
  readonly byOrder: ReadonlyMap<string, Payment>
  /** Verified callbacks by the charge they are about, oldest first. */
  readonly said: ReadonlyMap<string, readonly CallbackRow[]>
  /** The names this till has had, as order ids show them. */
  readonly names: ReadonlySet<string>
}

export function openBooks(given: ReconciliationInput): Books {
  const { gateway } = given.listed
  const isTheirs = (payment: Payment) => !isCharged(payment) || payment.charge.gateway === gateway
  const input = {
    ...given,
    payments: given.payments.filter(isTheirs),
    callbacks: given.callbacks.filter((row) => row.gateway === gateway).sort((a, b) => a.id - b.id),
  }
  const charged = input.payments.filter(isCharged)
  const byCharge = holders(charged)
  const isHolder = (payment: ChargedPayment) => byCharge.get(payment.charge.chargeId) === payment
  const { from, to } = input.period
  const span = { from: Date.parse(from), to: Date.parse(to), asOf: Date.parse(input.asOf) }
  const inPeriod = charged.filter(({ createdAt }) => isWithin({ span }, createdAt))
  return {
    ...{ input, span },
    payments: inPeriod.filter(isHolder),
    doubles: inPeriod.filter((payment) => !isHolder(payment)),
    listed: onceEach(input.listed.rows),
    odd: new Set(input.listed.malformed.flatMap(({ id }) => id ?? [])),
    byCharge,
    byChild: new Map(charged.flatMap((payment) => payment.childChargeIds.map((id) => [id, payment]))),
    byOrder: new Map(input.payments.map((payment) => [payment.orderId, payment])),
    said: saidAbout(input.callbacks),
    names: new Set([
      orderNameOf(input.till, input.tillNumber),
      // As it named itself before tills had numbers.
      orderNameOf(input.till, null),
      ...input.payments.flatMap(({ orderId }) => tillOfOrder(orderId) ?? []),
    ]),
  }
}

/** The first payment with a charge holds it. */
function holders(charged: readonly ChargedPayment[]): Map<string, ChargedPayment> {
  const found = new Map<string, ChargedPayment>()
  for (const payment of charged) {
    const { chargeId } = payment.charge
    const before = found.get(chargeId)
    if (before === undefined || payment.number < before.number) found.set(chargeId, payment)
  }
  return found
}

/** A list that is read while it grows shows a row twice; the word that the gateway changed last counts. */
function onceEach(rows: readonly ListedCharge[]): Map<string, ListedCharge> {
  const once = new Map<string, ListedCharge>()
  for (const row of rows) {
    const { chargeId } = row.observation
    const before = once.get(chargeId)
    if (before === undefined || changedAt(row) >= changedAt(before)) once.set(chargeId, row)
  }
  return once
}

function changedAt({ observation }: ListedCharge): number {
  return observation.gatewayUpdatedAt === null ? 0 : Date.parse(observation.gatewayUpdatedAt)
}

function saidAbout(callbacks: readonly CallbackRow[]): Map<string, CallbackRow[]> {
  const said = new Map<string, CallbackRow[]>()
  for (const row of callbacks) {
    if (row.verdict.kind !== 'verified' || row.chargeId === null) continue
    const before = said.get(row.chargeId)
    if (before) before.push(row)
    else said.set(row.chargeId, [row])
  }
  return said
}

export function isWithin({ span }: Pick<Books, 'span'>, instant: string): boolean {
  const at = Date.parse(instant)
  return at >= span.from && at < span.to
}

/** A charge that the list gives no time for is counted to the period it was asked for. */
export function isListedWithin(books: Books, { createdAt }: ListedCharge): boolean {
  return createdAt === null || isWithin(books, createdAt)
}

/** So new, when the list was read, that the till cannot be expected to have seen it. */
export function isFresh({ span }: Books, instant: string | null): boolean {
  return instant !== null && Date.parse(instant) > span.asOf - FRESH_MS
}

type Facts = Partial<Omit<Difference, 'kind' | 'cause' | 'action' | 'payment'>> & {
  readonly of?: Payment | undefined
}

/** One line, with the payment's own facts where there is one. */
export function difference(kind: DifferenceKind, cause: DifferenceCause, facts: Facts): Difference {
  const { of, ...told } = facts
  return {
    ...{ kind, cause, action: ACTION_OF[cause] },
    payment: of === undefined ? null : { id: of.id, number: of.number, status: of.status },
    chargeId: of !== undefined && isCharged(of) ? of.charge.chargeId : null,
    orderId: of?.orderId ?? null,
    callbackId: null,
    at: of?.createdAt ?? null,
    ours: of !== undefined && isCharged(of) ? of.received : null,
    theirs: null,
    word: null,
    count: 1,
    ...told,
  }
}

/** The same with what the list says of the charge. */
export function listedFacts({ observation, createdAt }: ListedCharge): Facts {
  const { chargeId, orderId, received, vendorStatus } = observation
  return { chargeId, orderId, at: createdAt, theirs: received, word: vendorStatus }
}
