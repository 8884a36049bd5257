import type { Mode } from '../../../../shared/mode.ts'
import type { PayoutObservation } from '../../../../shared/refund/payout.ts'
import type { Result } from '../../../../shared/result.ts'
import type { Clock } from '../../../time/clock.ts'
import type { CallOptions } from '../../gateway.ts'
import { isLoopback } from '../../loopback.ts'
import type { RequestQueue } from '../../request-queue.ts'
import { createClient } from '../client.ts'
import { createPreChecks, type PreChecks } from '../pre-checks.ts'
import { type AccountBalance, readBalance } from './balance.ts'
import { type Confirmation, confirmPayout } from './confirm.ts'
import {
  type Conversion,
  type ConversionRequest,
  convert,
  listConversions,
  readConversion,
} from './conversions.ts'
import type { AccountFailure, AccountResult } from './failure.ts'
import {
  type ListedPayment,
  type ListOptions,
  listPayments,
  PAYMENTS_A_PAGE,
  type Period,
} from './payments.ts'
import type { PayoutRequest } from './payout-mapping.ts'
import {
  createPayout,
  findPayouts,
  listPayouts,
  type PayoutSearch,
  readPayout,
  validateAddress,
} from './payouts.ts'
import type { Listing } from './rows.ts'
import { createSignIn } from './sign-in.ts'

export type NowPaymentsAccountOptions = {
  readonly baseUrl: string
  readonly apiKey: string
  readonly mode: Mode
  readonly clock: Clock
  /** The till's one queue for this vendor. */
  readonly queue: RequestQueue
  readonly version: string
  readonly timeoutMs?: number | undefined
  /** Payments a page, 500 at most. */
  readonly pageSize?: number | undefined
}

/**
 * The owner's side of a NOWPayments account: what a till does without, and an owner needs now and then. It does not
 * retry, store, or know about sales; what must not be done twice says so by `maybe`.
 */
export interface NowPaymentsAccount {
  /** For five minutes, in memory only; e-mail and password are forgotten with the answer. `until` is ISO. */
  signIn(email: string, password: string, options?: CallOptions): Promise<AccountResult<{ until: string }>>
  signOut(): void
  /** ISO; null when nobody is signed in. */
  signedInUntil(): string | null
  /** From now on `listener` hears when somebody signs in or out, and when the five minutes are over. */
  onSignInChange(listener: () => void): void

  /** What it says of our coin, by API key alone. */
  readonly preChecks: PreChecks

  payments(period: Period, options?: ListOptions): Promise<Result<Listing<ListedPayment>, AccountFailure>>
  balance(options?: CallOptions): Promise<AccountResult<AccountBalance>>

  convert(request: ConversionRequest, options?: CallOptions): Promise<AccountResult<Conversion>>
  readConversion(id: string, options?: CallOptions): Promise<AccountResult<Conversion>>
  conversions(options?: CallOptions): Promise<Result<Listing<Conversion>, AccountFailure>>

  validateAddress(address: string, options?: CallOptions): Promise<AccountResult<null>>
  /** Once per refund, whatever comes of it. */
  createPayout(request: PayoutRequest, options?: CallOptions): Promise<AccountResult<PayoutObservation>>
  confirmPayout(confirmation: Confirmation, options?: CallOptions): Promise<AccountResult<null>>
  readPayout(batchId: string, options?: CallOptions): Promise<AccountResult<PayoutObservation>>
  /** All of the account's, ours and others, since that instant (ISO), newest first. */
  payouts(since: string, options?: CallOptions): Promise<Result<Listing<PayoutObservation>, AccountFailure>>
  /** By the external id it was asked for with, among all since that instant (ISO). */
  findPayouts(
    externalId: string,
    since: string,
    options?: CallOptions,
  ): Promise<Result<PayoutSearch, AccountFailure>>
}

export function createNowPaymentsAccount(options: NowPaymentsAccountOptions): NowPaymentsAccount {
  const { clock, queue, mode, baseUrl } = options
  const client = createClient(options)
  const signIn = createSignIn({ client, queue, clock, mode })
  const account = { client, queue, signIn, mode, clock }
  const pageSize = Math.min(options.pageSize ?? PAYMENTS_A_PAGE, PAYMENTS_A_PAGE)

  return {
    signIn: signIn.enter,
    signOut: signIn.forget,
    signedInUntil: signIn.until,
    onSignInChange: signIn.onChange,
    preChecks: createPreChecks({ client, queue, mode }),
    payments: (period, call = {}) => listPayments(account, period, call, pageSize),
    balance: (call = {}) => readBalance(account, call),
    convert: (request, call = {}) => convert(account, request, call),
    readConversion: (id, call = {}) => readConversion(account, id, call),
    conversions: (call = {}) => listConversions(account, call),
    validateAddress: (address, call = {}) => validateAddress(account, address, call),
    createPayout: (request, call = {}) => createPayout(account, reachable(request, baseUrl), call),
    confirmPayout: (confirmation, call = {}) => confirmPayout(account, confirmation, call),
    readPayout: (batchId, call = {}) => readPayout(account, batchId, call),
    payouts: (since, call = {}) => listPayouts(account, since, call),
    findPayouts: (externalId, since, call = {}) => findPayouts(account, externalId, since, call),
  }
}

/** The vendor refuses an address it cannot reach, and a relay on this computer is one. */
function reachable(request: PayoutRequest, baseUrl: string): PayoutRequest {
  const { callbackUrl } = request
  const isOutOfReach = callbackUrl !== null && isLoopback(callbackUrl) && !isLoopback(baseUrl)
  return isOutOfReach ? { ...request, callbackUrl: null } : request
}
