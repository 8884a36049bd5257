import type { ConversionOutcome } from '../../shared/contract/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { Conversion, ConversionRequest } from '../gateways/nowpayments/account/conversions.ts'
import { accountError } from './account-error.ts'
import { isAtMost, isSameAmount } from './decimal.ts'

/** The gateway's clock may be behind the till's: what was made a little earlier by its time may be the one. */
const CLOCK_ROOM_MS = 2 * 60_000

/** `now` in ms. `onSending`: puts it on record; where that fails nothing is sent. */
type Sending = { readonly now: number; readonly onSending: () => Result<unknown> }

/**
 * Makes one coin of the balance into another: asked for once, whatever comes of it. What the account does not hold is
 * refused here; without its balance nothing is sent.
 */
export async function convertOnce(
  account: NowPaymentsAccount,
  request: ConversionRequest,
  { now, onSending }: Sending,
): Promise<Result<ConversionOutcome>> {
  const balance = await account.balance({ priority: 'person' })
  if (!balance.ok) return err(accountError(balance.error.error))
  const held = balance.value.value.coins.find(({ coin }) => coin === request.from)
  const available = held?.amount ?? '0'
  if (!isAtMost(request.amount, available)) {
    return err({ code: 'balanceTooLow', coin: request.from, available })
  }

  const noted = onSending()
  if (!noted.ok) return noted
  const made = await account.convert(request)
  if (made.ok) return ok({ kind: 'made', conversion: made.value.value })
  return made.error.maybe ? ok(await lookFor(account, request, now)) : err(accountError(made.error.error))
}

/** The one way to learn what became of a request whose reply was lost: conversions have no id of ours. */
async function lookFor(
  account: NowPaymentsAccount,
  request: ConversionRequest,
  askedAt: number,
): Promise<ConversionOutcome> {
  const listed = await account.conversions({ priority: 'person' })
  if (!listed.ok) return { kind: 'maybe', found: [], isCertain: false }
  const { rows, malformed, complete } = listed.value
  const found = rows.filter((row) => isLike(row, request) && isSince(row, askedAt - CLOCK_ROOM_MS))
  return { kind: 'maybe', found, isCertain: complete && malformed.length === 0 }
}

function isLike({ from, to }: Conversion, request: ConversionRequest): boolean {
  return from.coin === request.from && to.coin === request.to && isSameAmount(from.amount, request.amount)
}

/** One without a time may be the one. */
function isSince({ createdAt }: Conversion, since: number): boolean {
  return createdAt === null || Date.parse(createdAt) >= since
}
