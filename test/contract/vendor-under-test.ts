import { expect } from 'vitest'
import type { Gateway, GatewayResult } from '../../electron/gateways/gateway.ts'
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
  | 'moreDecimals'
  | 'unknownStatus'
  | 'parentNamed'
  | 'numbersAsText'
  | 'textAsNumbers'

/** What the suite needs of a vendor's stand-in; all of it meets the adapter over HTTP. */
export type VendorUnderTest = {
  readonly gateway: Required<Gateway>
  /** The same with a key that the vendor does not know. */
  readonly stranger: Required<Gateway>
  spoilNext(how: Spoiled): Promise<void>
  alterNext(how: Altered): Promise<void>
  /** The next call is carried out and not answered, until the till gives up. */
  holdNext(): Promise<void>
  passTimeLimit(): Promise<void>
  passTime(ms: number): Promise<void>
  /** The next call's connection is cut before or after it is carried out. */
  cutNext(when: 'before' | 'after'): Promise<void>
  setStatus(chargeId: string, status: ObservedStatus): Promise<void>
  /** A deposit arrives; `again` is a second one after a full first. Ends with whatever status follows. */
  deposit(chargeId: string, kind: 'exact' | 'less' | 'more' | 'again'): Promise<void>
  disableCoin(): Promise<void>
  skewClock(ms: number): Promise<void>
  chargesMade(): Promise<number>
  callsMade(): Promise<number>
  /** Fiat price below the vendor's minimum. */
  readonly tooSmall: number
  close(): Promise<void>
}

export const REQUEST = {
  orderId: 'POS1-000123',
  description: 'POS sale 000123',
  price: money(2499, 'EUR'),
  usdt: 27_120_000n,
  callbackUrl: null,
}
export const STATUSES: readonly ObservedStatus[] = [
  'waiting',
  'confirming',
  'confirmed',
  'sending',
  'partiallyPaid',
  'finished',
  'failed',
  'refunded',
  'expired',
]

export function expectOk<T>(result: GatewayResult<T>): { readonly value: T; readonly raw: string } {
  if (!result.ok) throw new Error(`the call failed: ${JSON.stringify(result.error)}`)
  return result.value
}

export function expectError<T>(result: GatewayResult<T>, error: object, maybe: boolean) {
  if (result.ok) throw new Error(`the call succeeded: ${result.value.raw}`)
  expect(result.error).toMatchObject({ error, maybe })
  return result.error
}
