import { microNumber } from '../../amounts.ts'
import { type Charge, outcomeMicro } from '../charge.ts'
import type { Conversion } from './conversions.ts'
import type { Payout } from './payout.ts'

// What an account holds: what it began with, what its customers paid, less what was paid out, moved by conversions.

/** So that practice can pay out before anybody has paid. */
const openingMicro = 1_000_000_000n

type Movements = {
  charges: readonly Charge[]
  payouts: readonly Payout[]
  conversions: readonly Conversion[]
}

const isHeld = ({ status }: Payout): boolean => status !== 'REJECTED'

export const balancesOf = ({ charges, payouts, conversions }: Movements): Map<string, bigint> => {
  const held = new Map([['usdttrc20', openingMicro]])
  const add = (coin: string, micro: bigint) => held.set(coin, (held.get(coin) ?? 0n) + micro)
  for (const charge of charges) {
    if (['finished', 'partially_paid'].includes(charge.status)) add('usdttrc20', outcomeMicro(charge))
  }
  for (const payout of payouts) if (isHeld(payout)) add(payout.currency, -payout.micro)
  for (const conversion of conversions) {
    if (conversion.status === 'REJECTED') continue
    add(conversion.from, -conversion.fromMicro)
    if (conversion.status === 'FINISHED') add(conversion.to, conversion.toMicro)
  }
  return held
}

export const balanceBody = (held: Map<string, bigint>) =>
  Object.fromEntries(
    [...held].map(([coin, micro]) => [coin, { amount: microNumber(micro), pendingAmount: 0 }]),
  )
