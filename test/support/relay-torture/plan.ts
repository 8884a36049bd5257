import type { Gateway } from '../../../shared/relay-protocol.ts'
import { createDice, type Dice } from '../torture/dice.ts'

// What a soak of the relay does, all of it drawn from its seed: who pays and how it ends, which callbacks gateways send
// and how often, and after how many answers something is killed.

export const STEPS = ['waiting', 'confirming', 'confirmed', 'sending'] as const
export const ENDS = ['finished', 'partially_paid', 'failed'] as const
export type End = (typeof ENDS)[number]
export type CallbackStatus = (typeof STEPS)[number] | End

/** How a stranger's callback differs from a gateway's. */
export const FORGERIES = ['otherSecret', 'changed', 'unsigned'] as const
export type Forgery = (typeof FORGERIES)[number]

export type PlannedPayment = { readonly number: number; readonly gateway: Gateway; readonly end: End }

export type PlannedCallback = {
  /** From 1; stands in the body, so that no two callbacks are the same text. */
  readonly number: number
  readonly payment: PlannedPayment
  readonly status: CallbackStatus
  readonly forgery: Forgery | null
}

/**
 * Where the till dies: a delivery has come and is noted nowhere; it is noted and nobody has looked; the gateway has
 * answered the look; what it said is in the journal, and not in the log.
 */
export const CRASH_POINTS = ['arrived', 'noted', 'answered', 'recorded'] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]

export type SoakPlan = {
  readonly payments: readonly PlannedPayment[]
  readonly callbacks: readonly PlannedCallback[]
  /** In the order in which gateways send; a callback they repeat is in it several times. */
  readonly sends: readonly PlannedCallback[]
  /** Kills: after so many answers, ascending. `wakes`: the till connects again at once and not after its pause. */
  readonly relayKills: readonly { readonly after: number; readonly wakes: boolean }[]
  readonly storeKills: readonly number[]
  /** Lives of the till: how many deliveries it takes before it dies, and where next. */
  readonly tillCrashes: readonly { readonly deliveries: number; readonly point: CrashPoint }[]
}

export type SoakSize = {
  readonly seed: number
  readonly deliveries: number
  readonly relayKills: number
  readonly storeKills: number
  readonly tillCrashes: number
}

/** What is left for the last payment, at most. */
const REST = 30
/** A repetition comes within so many other callbacks. */
const REPEATED_WITHIN = 300

/** The same seed gives the same plan. What a kill interrupts exactly is up to the machine. */
export function planSoak({ seed, deliveries, relayKills, storeKills, tillCrashes }: SoakSize): SoakPlan {
  const dice = createDice(seed)
  const life = Math.floor(deliveries / (tillCrashes + 1))
  return {
    relayKills: moments(dice, relayKills, deliveries).map((after) => ({ after, wakes: dice.oneIn(2) })),
    storeKills: moments(dice, storeKills, deliveries),
    tillCrashes: Array.from({ length: tillCrashes }, () => ({
      deliveries: 1 + dice.below(life),
      point: dice.pick(CRASH_POINTS),
    })),
    ...planTraffic(dice, deliveries),
  }
}

/** Never after the last answer: there must be something left to lose. */
function moments(dice: Dice, count: number, deliveries: number): number[] {
  return Array.from({ length: count }, () => 1 + dice.below(deliveries - 1)).sort((one, other) => one - other)
}

function planTraffic(dice: Dice, deliveries: number): Pick<SoakPlan, 'payments' | 'callbacks' | 'sends'> {
  const payments: PlannedPayment[] = []
  const callbacks: PlannedCallback[] = []
  const sends: { callback: PlannedCallback; at: number }[] = []
  const add = (callback: Omit<PlannedCallback, 'number'>, times: number): void => {
    const numbered = { number: callbacks.length + 1, ...callback }
    callbacks.push(numbered)
    const first = sends.length
    for (let time = 0; time < times; time++) {
      sends.push({ callback: numbered, at: first + (time === 0 ? 0 : dice.below(REPEATED_WITHIN)) })
    }
  }
  while (sends.length < deliveries) {
    const payment = planPayment(dice, payments.length + 1)
    payments.push(payment)
    const rest = deliveries - sends.length
    if (rest <= REST) add({ payment, status: payment.end, forgery: null }, rest)
    else addHistory(dice, payment, add)
  }
  const inOrder = sends.sort((one, other) => one.at - other.at).map(({ callback }) => callback)
  return { payments, callbacks, sends: inOrder }
}

function planPayment(dice: Dice, number: number): PlannedPayment {
  const gateway = dice.pick<Gateway>([
    'nowpayments',
    'nowpayments',
    'nowpayments',
    'usdt-payments',
    'paystablecoin',
  ])
  return { number, gateway, end: dice.oneIn(5) ? dice.pick(ENDS) : 'finished' }
}

/** At most 5 × 3 + 1 sends. */
function addHistory(
  dice: Dice,
  payment: PlannedPayment,
  add: (callback: Omit<PlannedCallback, 'number'>, times: number) => void,
): void {
  for (const status of STEPS) {
    if (!dice.oneIn(4)) add({ payment, status, forgery: null }, 1 + dice.below(3))
  }
  if (dice.oneIn(4)) add({ payment, status: 'finished', forgery: dice.pick(FORGERIES) }, 1)
  add({ payment, status: payment.end, forgery: null }, 1 + dice.below(3))
}
