import { formatUsdt, type MicroUsdt } from '../../../../shared/money/usdt.ts'
import type { RefundEvent } from '../../../../shared/refund/event.ts'
import { intend } from '../../../../shared/refund/intend.ts'
import type { PayoutObservation, PayoutStatus } from '../../../../shared/refund/payout.ts'
import { canAbandon, canRecord } from '../../../../shared/refund/persons-word.ts'
import { codeStands } from '../../../../shared/refund/questions.ts'
import type { Refund } from '../../../../shared/refund/refund.ts'
import { isFree, transition } from '../../../../shared/refund/transition.ts'
import { anId, at, START } from '../../../support/builders.ts'
import { aPayout, aRefundBase, TRANSACTION } from './refund-builders.ts'

// A shop, its gateway and its owner, around the machine: requests are lost before and after they arrive, or arrive
// late; the till ends in the middle; looks are old when they are heard of; codes are wrong; failures are sent after
// all. The gateway keeps its word about what it gave up, and the owner asks the support before saying "not sent".

type WorldPayout = {
  readonly number: number
  readonly batchId: string
  status: PayoutStatus
  updatedAt: string | null
  isVerified: boolean
}

/** What becomes of the one request. */
export const FATES = ['answered', 'replyLost', 'neverArrived', 'arrivesLate', 'refused', 'tillEnds'] as const
export type Fate = (typeof FATES)[number]

export type Command =
  | { readonly do: 'refund'; readonly micro: number; readonly way: 'payout' | 'byHand'; readonly fate: Fate }
  | { readonly do: 'arrive' | 'restart' | 'expire' | 'dayPasses' }
  | { readonly do: 'search' | 'look' | 'oldLook' | 'sendByHand' | 'giveUp'; readonly which: number }
  | { readonly do: 'code'; readonly which: number; readonly passes: boolean; readonly replyLost: boolean }
  | { readonly do: 'move'; readonly which: number; readonly steps: number; readonly fails: boolean }

export function createRefundWorld(received: MicroUsdt) {
  let refunds: readonly Refund[] = []
  const payouts: WorldPayout[] = []
  const late: number[] = []
  const oldLooks = new Map<number, PayoutObservation>()
  const byHand: number[] = []
  /** Of each refund, what the gateway dated the newest answer that the till heard. */
  const newestHeard = new Map<number, string>()
  /** Given up on the support's word, and then heard of as being on its way: that it is old news nobody can know. */
  const contradicted = new Set<number>()
  let asks = 0
  let clock = 0
  /** The till's own time, in seconds since the start. */
  let now = 60
  const nowMs = () => Date.parse(at(now))

  const apply = (number: number, event: RefundEvent) => {
    refunds = refunds.map((refund, index) => (index === number ? transition(refund, event) : refund))
  }
  const externalId = (number: number) => `R${number}`
  const payoutsOf = (number: number) => payouts.filter((payout) => payout.number === number)
  const tell = (payout: WorldPayout): PayoutObservation =>
    aPayout({
      batchId: payout.batchId,
      payoutId: payout.batchId,
      externalId: externalId(payout.number),
      amount: refunds[payout.number]?.amount ?? '',
      status: payout.status,
      vendorStatus: payout.status,
      updatedAt: payout.updatedAt,
    })
  const arrive = (number: number) => {
    const batchId = String(1000 + payouts.length)
    payouts.push({ number, batchId, status: 'creating', updatedAt: null, isVerified: false })
  }
  const note = (number: number, { updatedAt }: PayoutObservation) => {
    if (updatedAt !== null && updatedAt > (newestHeard.get(number) ?? '')) newestHeard.set(number, updatedAt)
  }
  const hear = (number: number, payout: PayoutObservation) => {
    apply(number, { kind: 'observed', at: at(60), source: 'poll', payout, raw: '' })
    note(number, payout)
  }
  const find = (number: number, seconds: number, payout: PayoutObservation) => {
    apply(number, { kind: 'asked', at: at(seconds), payout, raw: '' })
    note(number, payout)
  }
  const lose = (number: number) =>
    apply(number, { kind: 'unsure', at: at(2), reason: 'gatewayTimeout', raw: null })

  function ask(number: number, fate: Fate): void {
    asks += 1
    if (fate === 'arrivesLate') late.push(number)
    if (fate === 'answered' || fate === 'replyLost' || fate === 'tillEnds') arrive(number)
    const [made] = payoutsOf(number)
    if (fate === 'answered' && made) find(number, 1, tell(made))
    if (fate === 'refused') apply(number, { kind: 'refused', at: at(1), reason: 'no', raw: null })
    if (fate === 'replyLost' || fate === 'neverArrived' || fate === 'arrivesLate') lose(number)
  }

  function refund({ micro, way, fate }: Extract<Command, { do: 'refund' }>): void {
    const number = refunds.length
    const base = aRefundBase({
      ...{ id: anId(number), externalId: externalId(number), way, createdAt: START },
      amount: formatUsdt(BigInt(micro)),
    })
    const begun = intend(base, { received, refunds, ours: [] })
    if (!begun.ok) return
    refunds = [...refunds, transition(undefined, begun.value)]
    if (way === 'payout') ask(number, fate)
  }

  function search(number: number): void {
    const refund = refunds[number]
    const isLookedFor =
      refund?.status === 'unsure' || (refund?.status === 'abandoned' && refund.way === 'payout')
    if (!isLookedFor) return
    const found = payoutsOf(number)
    if (found.length === 0) apply(number, { kind: 'searched', at: at(3) })
    for (const payout of found) find(number, 3, tell(payout))
  }

  function code(number: number, passes: boolean, replyLost: boolean): void {
    const refund = refunds[number]
    const stands = refund && codeStands(refund, nowMs())
    const payout = payouts.find(({ batchId }) => batchId === refund?.payout?.batchId)
    if (!stands || stands.triesLeft === 0 || stands.msLeft === 0 || !payout) return
    if (passes && payout.status === 'creating') payout.isVerified = true
    if (passes && !replyLost && payout.isVerified) apply(number, { kind: 'codeAccepted', at: at(4) })
    else apply(number, { kind: 'codeFailed', at: at(4), reason: 'x' })
  }

  function move(which: number, fails: boolean): void {
    const payout = payouts[which % Math.max(1, payouts.length)]
    if (!payout?.isVerified) return
    oldLooks.set(payout.number, tell(payout))
    const next: Partial<Record<PayoutStatus, PayoutStatus>> = {
      creating: 'waiting',
      waiting: fails ? 'rejected' : 'processing',
      processing: 'sending',
      sending: fails ? 'failed' : 'finished',
      failed: 'finished',
    }
    clock += 1
    payout.status = next[payout.status] ?? payout.status
    payout.updatedAt = at(clock)
  }

  /** The support stops what can be stopped; false when money has gone, or is beyond stopping. */
  function supportStops(number: number): boolean {
    const own = payoutsOf(number)
    if (own.some(({ status }) => status === 'finished' || status === 'processing' || status === 'sending'))
      return false
    for (const payout of own) Object.assign(payout, { status: 'rejected', updatedAt: null })
    return true
  }

  function giveUp(number: number): void {
    const refund = refunds[number]
    if (!refund || !canAbandon(refund, nowMs()) || byHand.includes(number) || !supportStops(number)) return
    apply(number, { kind: 'abandoned', at: at(now), reason: 'support' })
  }

  function sendByHand(number: number): void {
    const refund = refunds[number]
    if (!refund || !canRecord(refund, nowMs())) return
    if (refund.way === 'payout' && !supportStops(number)) return
    byHand.push(number)
    apply(number, { kind: 'recorded', at: at(now), transactionId: TRANSACTION, reason: null })
  }

  function restart(): void {
    // What the till finds half done, it does not begin again.
    refunds.forEach((each, number) => {
      if (each.status === 'intended' && each.way === 'payout') lose(number)
    })
  }

  function expire(): void {
    for (const payout of payouts) {
      if (!payout.isVerified && payout.status === 'creating') payout.status = 'rejected'
    }
  }

  /** The till may hear nothing in all of it; the gateway gives up what waits for its code. */
  function dayPasses(): void {
    now += 24 * 3600
    expire()
  }

  function look(number: number): void {
    if (!refunds[number]?.payout) return
    for (const payout of payoutsOf(number)) hear(number, tell(payout))
  }

  function oldLook(number: number): void {
    const [old, refund] = [oldLooks.get(number), refunds[number]]
    if (!old || !refund?.payout) return
    const isMove = old.status === 'processing' || old.status === 'sending'
    const isKnownAsOld = (newestHeard.get(number) ?? '') > (old.updatedAt ?? '')
    if (isFree(refund.status) && isMove && !isKnownAsOld) contradicted.add(number)
    hear(number, old)
  }

  const atOnce = { restart, expire, dayPasses, arrive: () => late.splice(0).forEach(arrive) }
  const onRefund = { search, look, oldLook, sendByHand, giveUp }

  function run(command: Command): void {
    const number = 'which' in command ? command.which % Math.max(1, refunds.length) : 0
    switch (command.do) {
      case 'refund':
        refund(command)
        break
      case 'code':
        code(number, command.passes, command.replyLost)
        break
      case 'move':
        for (let step = 0; step < command.steps; step += 1) move(command.which, command.fails)
        break
      case 'arrive':
      case 'restart':
      case 'expire':
      case 'dayPasses':
        atOnce[command.do]()
        break
      default:
        onRefund[command.do](number)
    }
  }

  return {
    run,
    refunds: () => refunds,
    asks: () => asks,
    payoutsOf,
    isContradicted: (number: number) => contradicted.has(number),
    /** How often money went, for each refund, and how much in all. */
    sent() {
      const times = refunds.map(
        (_, number) =>
          payoutsOf(number).filter(({ status }) => status === 'finished').length +
          byHand.filter((each) => each === number).length,
      )
      const micro = refunds.map(
        ({ amount }, number) => BigInt(amount.replace('.', '')) * BigInt(times[number] ?? 0),
      )
      return { times, total: micro.reduce((sum, each) => sum + each, 0n) }
    },
  }
}
