// A till left on for weeks: the product's own watcher, payment machine and journal (in memory), by a simulated clock,
// with a gateway that says what the stories say.

import type { CallPriority, Gateway } from '../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../electron/gateways/missing-gateway.ts'
import { openJournal } from '../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../electron/payments/payment-repository.ts'
import { createPaymentWatcher } from '../../electron/payments/watching/payment-watcher.ts'
import { REAL_PACE } from '../../electron/payments/watching/watch-schedule.ts'
import type { Clock } from '../../electron/time/clock.ts'
import { isoNow } from '../../electron/time/clock.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isInProgress } from '../../shared/payment/questions.ts'
import { ok } from '../../shared/result.ts'
import { aCharge, anId, anObservation, aPaymentBase } from '../../test/support/builders.ts'
import { type Random, type Story, WEEK } from './shop-week.ts'
import { createSimulatedClock } from './simulated-clock.ts'
import { createSimulatedQueue } from './simulated-queue.ts'

const MINUTE = 60_000
/** The till's own limit, and the part of a payment's life in which somebody waits for it. */
export const FIRST_MS = 20 * MINUTE
const ANSWER_MS = 300

/** Ten in the morning is the shop's, not the machine's: any midnight will do. */
const START = Date.parse('2026-11-02T00:00:00.000Z')

/** What became of a payment. Times in milliseconds since the start of the run. */
export type Life = {
  readonly begun: number
  readonly status: Payment['status']
  readonly hadMoney: boolean
  /** Looks at it from its charge to the end. */
  readonly looks: number
  /** From what the gateway would have said in the first twenty minutes to its record, in milliseconds. */
  readonly delays: readonly number[]
}

export type Run = {
  readonly lives: readonly Life[]
  /** When each request of the till was sent, looks and all. */
  readonly requests: readonly number[]
  readonly looks: readonly number[]
}

type Watched = {
  readonly story: Story
  readonly begun: number
  looks: number
  told: number
  delays: number[]
}

/** Lets the stories happen, for so many milliseconds. */
export async function runTill(stories: readonly Story[], lengthMs: number, random: Random): Promise<Run> {
  const clock = createSimulatedClock(START)
  const since = () => clock.now() - START
  const requests: number[] = []
  const looks: number[] = []
  const payments = new Map<string, Watched>()
  const queue = createSimulatedQueue(clock, ANSWER_MS, () => requests.push(since()))
  let onScreen: string | null = null

  /** What the gateway has to say, counted in turns: the first that was not told is what the till does not know yet. */
  const readCharge: Gateway['readCharge'] = async (chargeId, { priority = 'background' } = {}) => {
    const payment = payments.get(chargeId)
    if (!payment) throw new Error('a look at no payment')
    return queue.run(priority, () => {
      looks.push(since())
      payment.looks += 1
      const turns = payment.story.turns.filter(({ after }) => after <= since() - payment.begun)
      const value = anObservation({ chargeId, orderId: chargeId, status: turns.at(-1)?.status ?? 'waiting' })
      return ok({ value, raw: String(turns.length) })
    })
  }

  const journal = openJournal(':memory:', 'live')
  if (!journal.ok) throw new Error(journal.error.code)
  const repository = remembering(createPaymentRepository(journal.value), (chargeId, told) => {
    const payment = payments.get(chargeId)
    if (!payment) return
    for (const { after } of payment.story.turns.slice(payment.told, told)) {
      if (after < FIRST_MS) payment.delays.push(since() - payment.begun - after)
    }
    payment.told = told
  })
  const watcher = createPaymentWatcher({
    repository,
    lineup: { of: () => ({ ...createMissingGateway(), readCharge }) },
    clock,
    pace: REAL_PACE,
    onScreen: () => onScreen,
    random,
    onChange(id) {
      const payment = repository.find(id)
      if (id === onScreen && payment && !isInProgress(payment)) onScreen = null
    },
  })

  async function begin(story: Story, number: number): Promise<void> {
    const id = anId(number)
    const chargeId = String(number)
    for (const priority of ['person', 'person'] satisfies CallPriority[])
      await queue.run(priority, () => undefined)
    payments.set(chargeId, { story, begun: since(), looks: 0, told: 0, delays: [] })
    recordCharge(repository, clock, { id, number, orderId: chargeId })
    onScreen = id
    watcher.watch(id)
    if (story.parkedAfter !== null) clock.after(story.parkedAfter, () => leave(id))
    if (story.cancelledAfter !== null) clock.after(story.cancelledAfter, () => cancel(id))
  }

  function leave(id: string): void {
    if (onScreen === id) onScreen = null
  }

  /** As the payment service does it. */
  function cancel(id: string): void {
    if (repository.find(id)?.status !== 'awaiting') return
    repository.record(id, { kind: 'cancelled', at: isoNow(clock) })
    leave(id)
    watcher.watch(id)
    void watcher.check(id)
  }

  for (const [number, story] of stories.entries()) clock.after(story.begins, () => void begin(story, number))
  await clock.runUntil(START + lengthMs)
  const lives = [...payments].map(([chargeId, { begun, story, told, ...rest }]) => {
    if (told < story.turns.filter(({ after }) => after < FIRST_MS).length)
      throw new Error('news was never told')
    const status = repository.find(anId(Number(chargeId)))?.status ?? 'created'
    return { ...rest, begun, status, hadMoney: story.turns.length > 0 }
  })
  void watcher.stop()
  journal.value.close()
  return { lives, requests, looks }
}

function recordCharge(
  repository: PaymentRepository,
  clock: Clock,
  given: { readonly id: string; readonly number: number; readonly orderId: string },
): void {
  const at = isoNow(clock)
  const later = (ms: number) => new Date(clock.now() + ms).toISOString()
  const { id, orderId } = given
  const charge = aCharge({ chargeId: orderId, orderId, gatewayExpiresAt: later(WEEK) })
  repository.record(id, { kind: 'intended', at, payment: aPaymentBase({ ...given, createdAt: at }) })
  repository.record(id, { kind: 'charged', at, charge, expiresAt: later(FIRST_MS), raw: '' })
}

/** The real repository, with what it last wrote kept: hundreds of thousands of looks read nothing from the journal. */
function remembering(
  repository: PaymentRepository,
  onTold: (chargeId: string, told: number) => void,
): PaymentRepository {
  const known = new Map<string, Payment>()
  return {
    ...repository,
    find: (id) => known.get(id),
    record(id, event) {
      const recorded = repository.record(id, event)
      if (recorded.ok) known.set(id, recorded.value)
      if (event.kind === 'observed') onTold(event.observation.chargeId, Number(event.raw))
      return recorded
    },
  }
}
