import { createDice, type Dice } from './dice.ts'

/** How a sale comes about. */
export const BEGINNINGS = [
  'asked',
  'keyboard',
  'pressedTwice',
  'askedTwice',
  'twoAttempts',
  'lostReply',
  'lostRequest',
  'slowReply',
  'cancelledWhileOpening',
] as const
export type Beginning = (typeof BEGINNINGS)[number]

/** What becomes of it. */
export const ENDINGS = [
  'exact',
  'finished',
  'less',
  'more',
  'again',
  'wrongAsset',
  'fail',
  'refund',
  'expire',
  'cancel',
  'cancelByKey',
  'lateAfterCancel',
  'lateAfterExpiry',
  'retry',
  'retryAndBothPaid',
  'topUp',
  'parked',
  'parkedAndPaid',
  'lateDelivered',
  'lateOwed',
  'neverPaid',
] as const
export type Ending = (typeof ENDINGS)[number]

/** What customers and the gateway do while the till is dead. */
export const AWAY_ACTS = [
  'exact',
  'less',
  'more',
  'again',
  'wrong-asset',
  'late',
  'expire',
  'fail',
  'finish',
] as const
export type AwayAct = (typeof AWAY_ACTS)[number]

export type PlannedSale = {
  /** Cents. */
  readonly minor: number
  readonly beginning: Beginning
  readonly ending: Ending
  /** Of the first press and of what follows it. */
  readonly attempts: readonly [string, string, string]
  /** How long a slow reply of the gateway takes. */
  readonly delayMs: number
  /** What happens to a QR that is still up from before. */
  readonly leftover: 'exact' | 'cancel'
}

export type Kill =
  | { readonly during: 'start'; readonly afterMs: number }
  /** So long after this sale began; the sales go on meanwhile. */
  | { readonly during: 'sales'; readonly sale: number; readonly afterMs: number }

/** From one start of the till to its kill, and what happens before the next. */
export type Life = {
  readonly sales: readonly PlannedSale[]
  readonly kill: Kill
  /** `back`: how many charges before the newest that a screen showed. */
  readonly away: readonly { readonly back: number; readonly act: AwayAct }[]
}

const longestStartMs = 1500
const longestSaleMs = 900

/** The same seed gives the same plan. When a kill meets the till exactly is up to the machine. */
export function planLives(seed: number, kills: number): readonly Life[] {
  const dice = createDice(seed)
  return Array.from({ length: kills }, () => planLife(dice))
}

function planLife(dice: Dice): Life {
  const sales = Array.from({ length: 1 + dice.below(4) }, () => planSale(dice))
  const kill: Kill = dice.oneIn(6)
    ? { during: 'start', afterMs: dice.below(longestStartMs) }
    : { during: 'sales', sale: dice.below(sales.length), afterMs: dice.below(longestSaleMs) }
  const away = Array.from({ length: dice.below(3) }, () => ({
    back: dice.below(4),
    act: dice.pick(AWAY_ACTS),
  }))
  return { sales, kill, away }
}

function planSale(dice: Dice): PlannedSale {
  return {
    minor: 300 + dice.below(20_000),
    beginning: dice.pick(BEGINNINGS),
    ending: dice.pick(ENDINGS),
    attempts: [dice.id(), dice.id(), dice.id()],
    delayMs: dice.below(600),
    leftover: dice.pick(['exact', 'cancel']),
  }
}
