import type { Context, MiddlewareHandler } from 'hono'
import type { Call } from '../call-log.ts'
import type { Chain } from '../chain.ts'
import type { SimulatorClock } from '../clock.ts'
import type { FailureKind, Faults, ReplyFault } from '../faults.ts'
import { badGatewayPage, signInPage, tooManyRequestsPage } from './pages.ts'
import { spoiltText } from './spoil.ts'
import type { RefusalKind, VendorFaults } from './vendor-faults.ts'

// Runs around every vendor route and spoils the call when a fault is waiting for it.

/** The entry of the call log that belongs to a request. */
export type CallEnv = { Variables: { call: Call } }

export type MisbehaviourDependencies = {
  clock: SimulatorClock
  chain: Chain
  faults: Faults
  vendorFaults: VendorFaults
  /** The vendor path of a request, without the base. */
  vendorPath: (c: Context) => string
  /** Destroys the connection under a request, so that the caller never gets a reply. */
  cut: (c: Context) => Response
}

const page = (c: Context, html: string, status: 200 | 429 | 502): Response =>
  c.body(html, status, { 'content-type': 'text/html' })

const isRefusal = (kind: FailureKind, { refusals }: VendorFaults): kind is RefusalKind => kind in refusals

/** Failures that never reach the gateway's own code; null for those that spoil a good reply. */
const refusal = (c: Context, kind: FailureKind, vendorFaults: VendorFaults): Response | null => {
  if (isRefusal(kind, vendorFaults)) {
    const { body, status } = vendorFaults.refusals[kind]()
    return c.json(body, status)
  }
  if (kind === '429-html') return page(c, tooManyRequestsPage, 429)
  if (kind === '502-html') return page(c, badGatewayPage, 502)
  if (kind === 'html-200') return page(c, signInPage, 200)
  return null
}

const isCut = (fault: ReplyFault | null, when: 'before' | 'after'): boolean =>
  fault?.kind === 'cut' && fault.when === when

export const createMisbehaviour = (dependencies: MisbehaviourDependencies): MiddlewareHandler<CallEnv> => {
  const { clock, chain, faults, vendorFaults, vendorPath, cut } = dependencies

  const spoil = async (response: Response, fault: Exclude<ReplyFault, { kind: 'cut' }>): Promise<Response> =>
    new Response(spoiltText(await response.text(), fault, vendorFaults, chain.newAddress()), {
      status: response.status,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })

  /** The reply a fault gives instead of the gateway's own; null leaves the gateway's. */
  const replacement = (c: Context, fault: ReplyFault | null): Promise<Response> | Response | null => {
    if (fault === null) return null
    return fault.kind === 'cut' ? cut(c) : spoil(c.res, fault)
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
    const refused = fault?.kind === 'fail' ? refusal(c, fault.as, vendorFaults) : null
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
