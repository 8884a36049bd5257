import { formatUsdt, type UsdtText } from '../../../../shared/money/usdt.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CallOptions } from '../../gateway.ts'
import { COIN } from '../charge.ts'
import { plainDecimal, toMicroUsdt } from '../mapping.ts'
import { readBody } from '../wire.ts'
import { type AccountDependencies, ask } from './ask.ts'
import type { AccountResult } from './failure.ts'
import { Balance } from './wire.ts'

/** What the account holds of one coin, in decimals of that coin. */
export type CoinBalance = { readonly coin: string; readonly amount: string; readonly pending: string }

export type AccountBalance = {
  /** What can be paid out in our coin, rounded down. */
  readonly usdt: UsdtText
  readonly coins: readonly CoinBalance[]
}

/** By API key alone, though the account may want this computer's address on its list first. */
export function readBalance(
  account: AccountDependencies,
  options: CallOptions,
): Promise<AccountResult<AccountBalance>> {
  return ask(account, {
    request: { path: '/balance' },
    options,
    token: 'ifThere',
    changes: false,
    priority: 'background',
    read,
  })
}

function read(text: string): Result<AccountBalance, string> {
  const body = readBody(Balance, text)
  if (!body.ok) return body
  const coins = Object.entries(body.value).map(([coin, { amount, pendingAmount }]) => ({
    coin: coin.toLowerCase(),
    amount: plainDecimal(amount),
    pending: plainDecimal(pendingAmount ?? '0'),
  }))
  const ours = coins.find(({ coin }) => coin === COIN)?.amount ?? '0'
  const usdt = toMicroUsdt(ours, 'down')
  return usdt === undefined ? err(`field ${COIN}.amount`) : ok({ usdt: formatUsdt(usdt), coins })
}
