import { microUsdt } from '../money/usdt.ts'
import type { PaymentEvent } from '../payment/event.ts'
import type { Charge, Observation } from '../payment/payment.ts'

/**
 * When each step of a payment was heard of, in milliseconds of the till's time. Null: it never was, or not when it
 * happened. A step is only as early as the look that told of it: up to a few seconds after it while somebody waits.
 */
export type Course = {
  readonly gateway: string
  readonly intendedAt: number
  /** The checked answer is on record, and the QR with it. */
  readonly chargedAt: number | null
  readonly seenAt: number | null
  readonly confirmedAt: number | null
  readonly finishedAt: number | null
  /** The error code, when no charge came of it. */
  readonly failed: string | null
  readonly charge: Charge | null
  readonly furthest: Step
}

/** How far the gateway said it was. `over` is any other end with money: nothing after it is a measure of speed. */
const STEPS = ['nothing', 'seen', 'confirmed', 'sending', 'finished', 'over'] as const
type Step = (typeof STEPS)[number]

/** Adds one event of a payment's journal, oldest first. `undefined` is "nothing yet". */
export function courseAfter(course: Course | undefined, event: PaymentEvent): Course | undefined {
  if (event.kind === 'intended') return begun(event)
  if (!course) return undefined
  switch (event.kind) {
    case 'charged':
      return { ...course, charge: event.charge, gateway: event.charge.gateway, chargedAt: msOf(event.at) }
    case 'abandoned':
      return { ...course, failed: event.reason }
    case 'observed':
      return observed(course, event)
    default:
      return course
  }
}

function begun(event: Extract<PaymentEvent, { kind: 'intended' }>): Course {
  return {
    // Older journals knew one gateway, and its name from the quote alone.
    gateway: event.gateway ?? event.payment.quote.source,
    intendedAt: msOf(event.at),
    chargedAt: null,
    seenAt: null,
    confirmedAt: null,
    finishedAt: null,
    failed: null,
    charge: null,
    furthest: 'nothing',
  }
}

/**
 * A step that was skipped between two looks has no time of its own. Neither has what the till finds when it comes back
 * from being closed, asleep or cut off (`start`): that may have happened hours before.
 */
function observed(course: Course, event: Extract<PaymentEvent, { kind: 'observed' }>): Course {
  const step = stepOf(event.observation)
  if (!isAbout(course, event.observation) || STEPS.indexOf(step) <= STEPS.indexOf(course.furthest)) {
    return course
  }
  const reached = { ...course, furthest: step }
  if (event.source === 'start') return reached
  const at = msOf(event.at)
  switch (step) {
    case 'seen':
      return { ...reached, seenAt: at }
    case 'confirmed':
      return { ...reached, confirmedAt: at }
    case 'finished':
      return { ...reached, finishedAt: at }
    default:
      return reached
  }
}

function stepOf({ status, received }: Observation): Step {
  const hasMoney = received !== null && microUsdt(received) > 0n
  switch (status) {
    case 'waiting':
    case 'unknown':
      return hasMoney ? 'seen' : 'nothing'
    case 'expired':
      return hasMoney ? 'over' : 'nothing'
    case 'confirming':
      return 'seen'
    case 'confirmed':
    case 'sending':
    case 'finished':
      return status
    case 'partiallyPaid':
    case 'failed':
    case 'refunded':
      return 'over'
  }
}

/** Another coin or a child is another deposit, with a course of its own. */
function isAbout({ charge }: Course, seen: Observation): boolean {
  return charge?.chargeId === seen.chargeId && charge.coin === seen.coin && seen.parentChargeId === null
}

function msOf(instant: string): number {
  return Date.parse(instant)
}
