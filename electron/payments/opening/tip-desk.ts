import type { TipAnswer, TipQuestion } from '../../../shared/contract/tip.ts'
import { type Money, money } from '../../../shared/money/money.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { WHOLE_BASIS_POINTS } from '../../../shared/sale/limits.ts'
import type { TipRules } from '../../../shared/sale/rules.ts'
import { proportion } from '../../../shared/sale/spread.ts'
import type { Clock } from '../../time/clock.ts'

/**
 * Asks the customer for a tip, before anything is written or charged: one question at a time. It is of this moment only;
 * after a crash nobody has been asked.
 */
export type TipDesk = {
  /** Waits for the answer, in basis points of the goods; null when the sale was given up, or nobody answered. The same attempt joins. */
  ask(attempt: string, goods: Money, rules: TipRules): Promise<number | null>
  /** Errors: `notNow` when this is not what is asked, `invalidInput` for what was not offered. */
  answer(answer: TipAnswer): Result<null>
  giveUp(attempt: string): Result<null>
  asked(): TipQuestion | null
}

/** A customer who has not chosen by then has walked away; until then the till does not lock. */
const LIMIT_MS = 3 * 60_000

type Open = {
  readonly question: TipQuestion
  readonly answered: Promise<number | null>
  readonly resolve: (basisPoints: number | null) => void
  readonly cancelLimit: () => void
}

export function createTipDesk(clock: Pick<Clock, 'after'>, onChange: () => void): TipDesk {
  let open: Open | undefined

  function close(attempt: string, basisPoints: number | null): Result<null> {
    if (open?.question.attempt !== attempt) return err({ code: 'notNow' })
    open.cancelLimit()
    open.resolve(basisPoints)
    open = undefined
    onChange()
    return ok(null)
  }

  return {
    ask(attempt, goods, { presets }) {
      if (open?.question.attempt === attempt) return open.answered
      if (open) throw new Error('tip: two questions at once')
      const { promise, resolve } = Promise.withResolvers<number | null>()
      const offers = presets.map((basisPoints) => offerOf(goods, basisPoints))
      const cancelLimit = clock.after(LIMIT_MS, () => void close(attempt, null))
      open = { question: { attempt, goods, offers }, answered: promise, resolve, cancelLimit }
      onChange()
      return promise
    },
    answer({ attempt, basisPoints }) {
      const offers = open?.question.offers ?? []
      const isOffered = basisPoints === 0 || offers.some((offer) => offer.basisPoints === basisPoints)
      if (open?.question.attempt === attempt && !isOffered) {
        return err({ code: 'invalidInput', field: 'basisPoints' })
      }
      return close(attempt, basisPoints)
    },
    giveUp: (attempt) => close(attempt, null),
    asked: () => open?.question ?? null,
  }
}

/** As `reckonSale` will reckon it. */
function offerOf(goods: Money, basisPoints: number): TipQuestion['offers'][number] {
  const tip = proportion(goods.minor, basisPoints, WHOLE_BASIS_POINTS)
  const { currency } = goods
  return { basisPoints, tip: money(tip, currency), total: money(goods.minor + tip, currency) }
}
