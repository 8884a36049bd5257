import type { Context, MiddlewareHandler } from 'hono'
import type { Call } from '../../call-log.ts'
import type { Chain } from '../../chain.ts'
import type { SimulatorClock } from '../../clock.ts'
import type { FailureKind, Faults, ReplyFault } from '../../faults.ts'
import {
  amountTooSmall,
  authRequired,
  badGatewayPage,
  type ErrorReply,
  internalError,
  invalidApiKey,
  noEstimate,
  tooManyRequestsPage,
} from '../errors.ts'
import { damagedText, mutated } from './mutations.ts'

// Runs around every vendor route and spoils the call when a fault is waiting for it.

/** The entry of the call log that belongs to a request. */
export type CallEnv = { Variables: { call: Call } }

export type MisbehaviourDependencies = {
  clock: SimulatorClock
  chain: Chain
  faults: Faults
  /** The vendor path of a request, without the base. */
  vendorPath: (c: Context) => string
  /** Destroys the connection under a request, so that the caller never gets a reply. */
  cut: (c: Context) => Response
}

const plainErrors: Partial<Record<FailureKind, () => ErrorReply>> = {
  '400': () => amountTooSmall('10.485047'),
  '401': authRequired,
  '403': invalidApiKey,
  '500': internalError,
  '500-estimate': () => noEstimate('usd', 'usdt'),
}

const page = (c: Context, html: string, status: 200 | 429 | 502): Response =>
  c.body(html, status, { 'content-type': 'text/html' })

/** Failures that never reach the gateway's own code; null for those that spoil a good reply. */
const refusal = (c: Context, kind: FailureKind): Response | null => {
  const error = plainErrors[kind]?.()
  if (error !== undefined) return c.json(error.body, error.status)
  if (kind === '429-html') return page(c, tooManyRequestsPage, 429)
  if (kind === '502-html') return page(c, badGatewayPage, 502)
  if (kind === 'html-200') return page(c, '<!doctype html><title>Sign in to the network</title>', 200)
  return null
}

const withText = (response: Response, text: string): Response =>
  new Response(text, {
    status: response.status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })

const spoil = async (
  response: Response,
  fault: Exclude<ReplyFault, { kind: 'cut' }>,
  chain: Chain,
): Promise<Response> => {
  const text = await response.text()
  if (fault.kind === 'fail') return withText(response, damagedText(text, fault.as, fault.field))
  return withText(response, JSON.stringify(mutated(JSON.parse(text), fault.mutation, chain.newAddress())))
}

const isCut = (fault: ReplyFault | null, when: 'before' | 'after'): boolean =>
  fault?.kind === 'cut' && fault.when === when

export const createMisbehaviour = (dependencies: MisbehaviourDependencies): MiddlewareHandler<CallEnv> => {
  const { clock, chain, faults, vendorPath, cut } = dependencies

  /** The reply a fault gives instead of the gateway's own; null leaves the gateway's. */
  const replacement = (c: Context, fault: ReplyFault | null): Promise<Response> | Response | null => {
    if (fault === null) return null
    return fault.kind === 'cut' ? cut(c) : spoil(c.res, fault, chain)
  }

  const hold = async (c: Context<CallEnv>, ms: number) => {
    const held = clock.sleep(ms)
    c.get('call').state = 'held'
    await held
  }

  return async (c, next) => {
    const { delay, fault } = faults.take(c.req.method, vendorPath(c))
    if (delay?.when === 'before') await hold(c, delay.ms)
    if (isCut(fault, 'before')) return cut(c)
    const refused = fault?.kind === 'fail' ? refusal(c, fault.as) : null
    if (refused === null) await next()
    if (delay?.when === 'after') await hold(c, delay.ms)
    const reply = refused ?? (await replacement(c, fault))
    if (reply !== null) {
      // Hono merges headers into a reply that is already set: clear it first.
      c.res = undefined
      c.res = reply
    }
    return undefined
  }
}
