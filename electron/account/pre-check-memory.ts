import type { PreChecks } from '../../shared/contract/account.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { AccountResult } from '../gateways/nowpayments/account/failure.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { accountError } from './account-error.ts'

/** What the gateway says of our coin seldom changes: asked again after this, or when a person wants it. */
const KEPT_MS = 60 * 60_000

type Answered<Value> = { told: { value: Value; at: string } | null; error: PreChecks['isListed']['error'] }

export type PreCheckMemory = {
  /** What was told lately, each with its moment; asked anew where it is old or failed, or where `asksAgain`. */
  answer(account: NowPaymentsAccount, asksAgain: boolean): Promise<PreChecks>
}

/** In memory only. Another account (another mode, another key) knows nothing of what the last one was told. */
export function createPreCheckMemory(clock: Clock): PreCheckMemory {
  let of: NowPaymentsAccount | null = null
  let known: Partial<PreChecks> = {}

  function isFresh({ told, error }: Answered<unknown>): boolean {
    return told !== null && error === null && clock.now() - Date.parse(told.at) < KEPT_MS
  }

  async function one<Wire, Value>(
    last: Answered<Value> | undefined,
    asksAgain: boolean,
    ask: () => Promise<AccountResult<Wire>>,
    toValue: (wire: Wire) => Value,
  ): Promise<Answered<Value>> {
    if (last && !asksAgain && isFresh(last)) return last
    const answer = await ask()
    if (answer.ok) return { told: { value: toValue(answer.value.value), at: isoNow(clock) }, error: null }
    // The last answer still says what was true then: its age stands beside it.
    return { told: last?.told ?? null, error: accountError(answer.error.error) }
  }

  return {
    async answer(account, asksAgain) {
      if (of !== account) known = {}
      of = account
      const { isListed, coin, isSwitchedOn, minimum } = account.preChecks
      const [listed, details, switchedOn, least] = await Promise.all([
        one(known.isListed, asksAgain, isListed, same),
        one(known.coin, asksAgain, coin, same),
        one(known.isSwitchedOn, asksAgain, isSwitchedOn, same),
        one(known.minimum, asksAgain, minimum, formatUsdt),
      ])
      const answer = { isListed: listed, coin: details, isSwitchedOn: switchedOn, minimum: least }
      if (of === account) known = answer
      return answer
    },
  }
}

function same<Value>(value: Value): Value {
  return value
}
