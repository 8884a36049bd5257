import { expect } from 'vitest'
import type { SignedDelivery, Verdict } from '../../electron/gateways/callback.ts'
import type { ChargeRequest, Gateway, GatewayResult } from '../../electron/gateways/gateway.ts'
import type { CallbackNews } from '../../electron/gateways/vendor.ts'
import type { AppError } from '../../shared/app-error.ts'
import type { ConnectionStep } from '../../shared/contract/gateways.ts'
import { money } from '../../shared/money/money.ts'
import type { ObservedStatus } from '../../shared/payment/payment.ts'

/** Ways in which a vendor's answer can be no answer. */
export type Spoiled =
  | 'malformed'
  | 'webPage'
  | 'empty'
  | 'huge'
  | 'missingField'
  | 'wrongTypes'
  | 'wrongKey'
  | 'rateLimited'
  | 'serverError'
  | 'badGateway'

/** Ways in which a vendor's answer can look right and be wrong, or look wrong and be right. */
export type Altered =
  | 'addressNotTron'
  | 'addressBadChecksum'
  | 'addressOfContract'
  | 'addressOfBurn'
  | 'otherCoin'
  | 'otherOrder'
  | 'amountZero'
  | 'amountFarOff'
  | 'moreDecimals'
  | 'unknownStatus'
  | 'parentNamed'
  | 'numbersAsText'
  | 'textAsNumbers'

/** Which call is meant: the one that makes a charge, or any that only asks. */
export type Call = 'create' | 'look'

/**
 * What a vendor can do. Every case runs for every vendor that has the ability; rates, a minimum and a page of its own are
 * abilities that show as methods of the gateway.
 */
export type Abilities = {
  readonly estimate: boolean
  readonly minimum: boolean
  /** Whether a charge can come with a page of the vendor's own. */
  readonly hostedCharge: boolean
  /** Our words for what it can say of a charge. */
  readonly statuses: readonly ObservedStatus[]
  /** Whether it tells of deposits of more or less than was asked. */
  readonly anyAmount: boolean
  /** Whether a further deposit becomes a charge of its own. */
  readonly children: boolean
  /** The HTTP status with which it says that it is broken. */
  readonly brokenStatus: 200 | 500
  /** What it says to a charge when our coin is switched off; null where there is nothing to switch. */
  readonly coinOff: AppError | null
  /** The steps of its connection test. */
  readonly steps: readonly ConnectionStep['step'][]
  /** Whether it signs the time of a callback, so that an old one can be told. */
  readonly datesCallbacks: boolean
}

/** Whose secret a callback is judged with. */
export type Secret = 'own' | 'other' | 'none'

/** What the suite needs of a vendor's stand-in; all of it meets the adapter over HTTP. */
export type VendorUnderTest = {
  readonly gateway: Gateway
  /** The same with a key that the vendor does not know. */
  readonly stranger: Gateway
  spoilNext(how: Spoiled, call: Call): Promise<void>
  alterNext(how: Altered, call: Call): Promise<void>
  /** The next call is carried out and not answered, until the till gives up. */
  holdNext(call: Call): Promise<void>
  passTimeLimit(): Promise<void>
  passTime(ms: number): Promise<void>
  /** The next call's connection is cut before or after it is carried out. */
  cutNext(when: 'before' | 'after', call: Call): Promise<void>
  setStatus(chargeId: string, status: ObservedStatus): Promise<void>
  /** A deposit arrives; `again` is a second one after a full first. Ends with whatever status follows. */
  deposit(chargeId: string, kind: 'exact' | 'less' | 'more' | 'again'): Promise<void>
  /** All of it arrives and is confirmed. Gives the last callback that came of it, as the relay would hand it on. */
  finish(chargeId: string): Promise<SignedDelivery>
  disableCoin(): Promise<void>
  skewClock(ms: number): Promise<void>
  chargesMade(): Promise<number>
  callsMade(): Promise<number>
  /** Where its callbacks are received. */
  readonly callbackUrl: string
  sendAgain(chargeId: string, signature: 'right' | 'wrong' | 'missing'): Promise<SignedDelivery>
  /** Now in ms, on the vendor's clock and the till's. */
  now(): number
  judge(delivery: SignedDelivery, secret: Secret): Verdict<CallbackNews>
  /** Below the vendor's minimum. */
  readonly tooSmall: Pick<ChargeRequest, 'price' | 'usdt'>
  close(): Promise<void>
}

export const REQUEST = {
  orderId: 'POS1-000123',
  description: 'POS sale 000123',
  price: money(2499, 'EUR'),
  usdt: 27_120_000n,
  callbackUrl: null,
}

/** Another sale's: not every vendor takes an order id twice. */
export const NEXT_REQUEST = { ...REQUEST, orderId: 'POS1-000124' }

export function expectOk<T>(result: GatewayResult<T>): { readonly value: T; readonly raw: string } {
  if (!result.ok) throw new Error(`the call failed: ${JSON.stringify(result.error)}`)
  return result.value
}

export function expectError<T>(result: GatewayResult<T>, error: object, maybe: boolean) {
  if (result.ok) throw new Error(`the call succeeded: ${result.value.raw}`)
  expect(result.error).toMatchObject({ error, maybe })
  return result.error
}

/** The rates or the minimum of a gateway that was declared to have them. */
export function having<K extends 'estimate' | 'minimum'>(gateway: Gateway, ability: K): Required<Gateway>[K] {
  const method: Gateway[K] = gateway[ability]
  if (method === undefined) throw new Error(`${gateway.id} has no ${ability}`)
  return method
}
