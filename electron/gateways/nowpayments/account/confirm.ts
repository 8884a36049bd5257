import { CODE_TIME_MS, CODE_TRIES } from '../../../../shared/refund/code.ts'
import { err } from '../../../../shared/result.ts'
import type { Clock } from '../../../time/clock.ts'
import type { CallOptions } from '../../gateway.ts'
import type { Reply } from '../client.ts'
import { readRefusal } from '../wire.ts'
import { type AccountDependencies, ask, readOk } from './ask.ts'
import { type AccountError, type AccountFailure, type AccountResult, isAboutKey, notSent } from './failure.ts'

/**
 * `code` from the account's second factor. `askedAt` (ISO) is when the payout was made, `codesTried` how many codes
 * did not pass so far: the vendor counts both and tells neither, so the refund's own record has to.
 */
export type Confirmation = {
  readonly batchId: string
  readonly code: string
  readonly askedAt: string
  readonly codesTried: number
}

const CODE = /^[0-9A-Za-z]{4,12}$/

/**
 * Sends the code that lets a payout go. A code cannot pay twice: the payout is one, whoever confirms it how often. After
 * a lost reply (`maybe`) the payout's own status says whether it passed.
 */
export async function confirmPayout(
  account: AccountDependencies & { readonly clock: Clock },
  { batchId, code, askedAt, codesTried }: Confirmation,
  options: CallOptions,
): Promise<AccountResult<null>> {
  const digits = code.replace(/\s/g, '')
  if (!CODE.test(digits)) return err(notSent({ code: 'invalidInput', field: 'code' }))
  if (codesTried >= CODE_TRIES) return err(notSent({ code: 'codeTooOften' }))
  if (account.clock.now() - Date.parse(askedAt) >= CODE_TIME_MS) return err(notSent({ code: 'codeTooLate' }))
  return ask(account, {
    request: {
      path: `/payout/${encodeURIComponent(batchId)}/verify`,
      body: JSON.stringify({ verification_code: digits }),
    },
    options,
    token: 'needed',
    changes: true,
    priority: 'person',
    read: readOk,
    refused: (reply, failure) => ({ ...failure, error: refusedCode(reply, failure, codesTried) }),
  })
}

/**
 * The vendor's words for a code that does not pass are in no document: a refusal that speaks of the code is one. A 401
 * may be about either, and only the sentence tells which.
 */
function refusedCode(reply: Reply, failure: AccountFailure, codesTried: number): AccountError {
  const refusal = readRefusal(reply.raw)
  const isRefusal = reply.status >= 400 && reply.status < 500 && reply.status !== 429
  if (refusal === undefined || !isRefusal || isAboutKey(refusal)) return failure.error
  const said = `${refusal.code} ${refusal.message}`
  if (/attempt|too many|limit exceeded/i.test(said)) return { code: 'codeTooOften' }
  if (refusal.code === 'AUTH_REQUIRED' || /jwt|bearer|authorization/i.test(said)) return failure.error
  if (/expired|rejected|too late/i.test(said)) return { code: 'codeTooLate' }
  if (!/code|2fa|otp|verif/i.test(said)) return failure.error
  const triesLeft = CODE_TRIES - codesTried - 1
  return triesLeft > 0 ? { code: 'codeWrong', triesLeft } : { code: 'codeTooOften' }
}
