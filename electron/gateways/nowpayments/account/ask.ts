import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CallOptions, CallPriority } from '../../gateway.ts'
import type { RequestQueue } from '../../request-queue.ts'
import { send } from '../call.ts'
import type { ClientRequest, NowPaymentsClient, Reply } from '../client.ts'
import type { RequestContext } from '../refusal.ts'
import {
  type AccountError,
  type AccountFailure,
  type AccountResult,
  accountRefusal,
  notSent,
} from './failure.ts'
import type { SignIn } from './sign-in.ts'

export type AccountDependencies = {
  readonly client: NowPaymentsClient
  /** The till's one queue for this vendor. */
  readonly queue: RequestQueue
  readonly signIn: SignIn
  readonly mode: RequestContext['mode']
}

export type AccountCall<Value> = {
  readonly request: Omit<ClientRequest, 'bearer' | 'signal' | 'timeoutMs'>
  readonly options: CallOptions
  /** `needed`: refused here when nobody is signed in. `ifThere`: the vendor's documents disagree on it. */
  readonly token: 'needed' | 'ifThere' | 'none'
  /** Whether it moves money, or anything else that must not be asked for twice. */
  readonly changes: boolean
  readonly priority: CallPriority
  /** The whole reply's text to our own; the error is ours, or a few words on what is wrong with the reply. */
  readonly read: (text: string) => Result<Value, AccountError | string>
  /** What an answer that is no success means for this call, where that is not said by its status alone. */
  readonly refused?: (reply: Reply, failure: AccountFailure) => AccountFailure
}

/**
 * One call of the account. Never repeats anything: not after a lost reply, and not with another token, because there is
 * nothing kept to get one with.
 */
export async function ask<Value>(
  { client, queue, signIn, mode }: AccountDependencies,
  call: AccountCall<Value>,
): Promise<AccountResult<Value>> {
  const { signal, timeoutMs, priority = call.priority } = call.options
  if (call.token === 'needed' && signIn.token() === null) return err(notSent({ code: 'signInAgain' }))
  let isOver = false
  const guarded: NowPaymentsClient = {
    async send(request) {
      // Looked at again when its turn comes: five minutes may end in the queue.
      const bearer = call.token === 'none' ? null : signIn.token()
      isOver = call.token === 'needed' && bearer === null
      if (isOver) return err({ error: { code: 'notNow' }, maybe: false, raw: null, retryAfterMs: null })
      return client.send({ ...request, ...(bearer !== null && { bearer }) })
    },
  }
  const sent = await send(guarded, queue, { ...call.request, signal, timeoutMs }, priority)
  if (isOver) return err(notSent({ code: 'signInAgain' }))
  if (!sent.ok) return err({ ...sent.error, maybe: sent.error.maybe && call.changes })
  return accepted(sent.value, call, { mode, purpose: call.changes ? 'create' : 'look', currency: '' }, signIn)
}

function accepted<Value>(
  reply: Reply,
  call: AccountCall<Value>,
  context: RequestContext,
  signIn: SignIn,
): AccountResult<Value> {
  if (reply.status < 200 || reply.status > 299) {
    const failure = accountRefusal(reply, context)
    const error = call.refused?.(reply, failure) ?? failure
    if (error.error.code === 'signInAgain') signIn.forget()
    return err(error)
  }
  const value = call.read(reply.text)
  if (value.ok) return ok({ value: value.value, raw: reply.raw })
  const error: AccountError =
    typeof value.error === 'string' ? { code: 'badReply', detail: value.error } : value.error
  // Whatever is wrong with a good status: it was done.
  return err({ error, maybe: call.changes, raw: reply.raw, retryAfterMs: null })
}

/** Some calls answer with the bare word, not with JSON. */
export function readOk(text: string): Result<null, string> {
  return /^"?ok"?$/i.test(text.trim()) ? ok(null) : err('not OK')
}
