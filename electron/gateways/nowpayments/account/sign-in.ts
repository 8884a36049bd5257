import { z } from 'zod'
import { err, ok } from '../../../../shared/result.ts'
import type { Clock } from '../../../time/clock.ts'
import type { CallOptions } from '../../gateway.ts'
import type { RequestQueue } from '../../request-queue.ts'
import { send } from '../call.ts'
import type { NowPaymentsClient, Reply } from '../client.ts'
import type { RequestContext } from '../refusal.ts'
import { readBody, readRefusal } from '../wire.ts'
import { type AccountFailure, type AccountResult, accountRefusal, isAboutKey } from './failure.ts'

/** The vendor's tokens live five minutes, and it has no way to renew one but the password. */
const TOKEN_LIFE_MS = 5 * 60 * 1000

const Token = z.object({ token: z.string().regex(/^[\w-]{1,2000}\.[\w-]{1,4000}\.[\w-]{1,2000}$/) })

/**
 * Who is signed in, held in memory only and never handed out but to the calls beside this file. E-mail and password
 * are in the one request and nowhere else: when the token's five minutes are over, a person types them again.
 */
export interface SignIn {
  /**
   * Signs in for five minutes. Another one before takes the place of the last.
   * @returns the end, ISO; the answer's `raw` is always empty, since the reply is the token.
   */
  enter(email: string, password: string, options?: CallOptions): Promise<AccountResult<{ until: string }>>
  /** Null when nobody is signed in, or no longer. */
  token(): string | null
  until(): string | null
  forget(): void
  /** From now on `listener` hears of every change of it, its running out included. */
  onChange(listener: () => void): void
}

export type SignInDependencies = {
  readonly client: NowPaymentsClient
  readonly queue: RequestQueue
  readonly clock: Clock
  readonly mode: RequestContext['mode']
}

type Held = { readonly token: string; readonly until: number }

export function createSignIn({ client, queue, clock, mode }: SignInDependencies): SignIn {
  let held: Held | null = null
  /** Counts up with each sign-in and sign-out: an answer to an earlier one is nobody's any more. */
  let turn = 0
  let changed: () => void = () => undefined
  let stopTimer: () => void = () => undefined

  const current = () => {
    if (held !== null && clock.now() >= held.until) held = null
    return held
  }

  function hold(next: Held | null): void {
    stopTimer()
    const isChange = next !== null || held !== null
    held = next
    if (next !== null) endOnTime(next.until)
    if (isChange) changed()
  }

  /** By the till's time, not by the length of a wait. */
  function endOnTime(until: number): void {
    const left = Math.max(until - clock.now(), 0)
    stopTimer = clock.after(left, () => (current() === null ? changed() : endOnTime(until)))
  }

  return {
    async enter(email, password, { priority = 'person', ...limits }: CallOptions = {}) {
      hold(null)
      turn += 1
      const own = turn
      const body = JSON.stringify({ email, password })
      const sent = await send(client, queue, { path: '/auth', body, ...limits }, priority)
      // Signing in changes nothing: after a lost reply it may simply be done again.
      if (!sent.ok) return err({ ...sent.error, maybe: false })
      if (own !== turn) return err({ error: { code: 'notNow' }, ...SILENT })
      const { value: reply } = sent
      if (reply.status < 200 || reply.status > 299) return err(refused(reply, mode))
      const read = readBody(Token, reply.text)
      if (!read.ok) return err({ error: { code: 'badReply', detail: read.error }, ...SILENT })
      const until = reply.sentAt + TOKEN_LIFE_MS
      hold({ token: read.value.token, until })
      return ok({ value: { until: new Date(until).toISOString() }, raw: '' })
    },

    token: () => current()?.token ?? null,
    until() {
      const now = current()
      return now === null ? null : new Date(now.until).toISOString()
    },
    forget() {
      turn += 1
      hold(null)
    },
    onChange(listener) {
      changed = listener
    },
  }
}

/** Nothing of an answer about a password is kept: a vendor that repeats what it was sent repeats the password. */
const SILENT = { maybe: false, raw: null, retryAfterMs: null } as const

function refused(reply: Reply, mode: RequestContext['mode']): AccountFailure {
  const failure = accountRefusal(reply, { mode, purpose: 'look', currency: '' })
  const refusal = readRefusal(reply.raw)
  const isLogin = refusal !== undefined && reply.status >= 400 && reply.status < 500 && reply.status !== 429
  if (isLogin && !isAboutKey(refusal)) return { error: { code: 'wrongLogin' }, ...SILENT }
  // A 401 of something else in between is no invitation to type the password again.
  const error =
    failure.error.code === 'signInAgain' ? { code: 'badReply' as const, detail: 'HTTP 401' } : failure.error
  return { ...SILENT, error: withoutWords(error), retryAfterMs: failure.retryAfterMs }
}

function withoutWords(error: AccountFailure['error']): AccountFailure['error'] {
  return error.code === 'gatewayRefused' || error.code === 'noEstimate'
    ? { code: 'gatewayRefused', detail: '' }
    : error
}
