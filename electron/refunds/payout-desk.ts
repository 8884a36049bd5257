import type { AppError } from '../../shared/app-error.ts'
import { microUsdt } from '../../shared/money/usdt.ts'
import type { RefundEvent } from '../../shared/refund/event.ts'
import type { PayoutObservation } from '../../shared/refund/payout.ts'
import { codeStands, isWatched } from '../../shared/refund/questions.ts'
import type { Refund } from '../../shared/refund/refund.ts'
import { transition } from '../../shared/refund/transition.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { accountError } from '../account/account-error.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { AccountFailure } from '../gateways/nowpayments/account/failure.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { RefundRepository } from './refund-repository.ts'

// What the gateway's account is asked about one refund. Whoever calls takes care that it is one thing at a time.

export type LookSource = Extract<RefundEvent, { kind: 'observed' }>['source']

export type PayoutDesk = {
  /**
   * Asks for the payout of an intent that was saved a moment ago: the one time that ever happens. What the gateway
   * refuses is an error, and over; what nobody knows is none, but a refund that is `unsure`.
   */
  ask(refund: Refund, description: string): Promise<Result<Refund>>
  /** Errors: `notNow`, those of a code that did not pass, those of the account. */
  confirm(refund: Refund, code: string): Promise<Result<Refund>>
  /** One look at its payout, or at the gateway's list for it. Errors: `signInAgain`, those of the account. */
  look(refund: Refund, source: LookSource): Promise<Result<Refund>>
}

type Dependencies = {
  readonly account: NowPaymentsAccount
  readonly repository: RefundRepository
  readonly clock: Clock
  /** Where the gateway is to report what becomes of it; null: nowhere. */
  readonly callbackUrl: () => string | null
  /** The till is closed: what comes now is found out when it is opened again. */
  readonly isClosed: () => boolean
}

const CLOSED = err({ code: 'notNow' as const })

/** The gateway's clock may be behind the till's, and its list is cut by its own day. */
const SEARCHED_BEFORE_MS = 24 * 3_600_000

/** A look can be had again: one that hangs makes room for the next. */
const LOOK_TIMEOUT_MS = 8_000

const MAY_BE_SENT = new Set<AppError['code']>(['codeWrong', 'codeTooOften', 'codeTooLate'])

export function createPayoutDesk(dependencies: Dependencies): PayoutDesk {
  const { account, repository, clock, callbackUrl, isClosed } = dependencies

  async function ask(refund: Refund, description: string): Promise<Result<Refund>> {
    const { id, externalId, address, amount } = refund
    const request = {
      externalId,
      address,
      amount: microUsdt(amount),
      description,
      callbackUrl: callbackUrl(),
    }
    const asked = await account.createPayout(request)
    if (isClosed()) return CLOSED
    const at = isoNow(clock)
    if (asked.ok) {
      const { value: payout, raw } = asked.value
      return repository.record(id, { kind: 'asked', at, payout, raw })
    }
    const { error, maybe, raw } = asked.error
    const reason = error.code
    if (!maybe) {
      const refused = repository.record(id, { kind: 'refused', at, reason, raw })
      return refused.ok ? err(accountError(error)) : refused
    }
    const unsure = repository.record(id, { kind: 'unsure', at, reason, raw })
    if (!unsure.ok) return unsure
    // That it cannot be looked for now changes nothing about it.
    const found = await search(unsure.value, 'poll')
    return found.ok ? found : unsure
  }

  /** By its external id. What is not there may still turn up: only a person decides that it never arrived. */
  async function search(refund: Refund, source: LookSource): Promise<Result<Refund>> {
    const since = new Date(Date.parse(refund.createdAt) - SEARCHED_BEFORE_MS).toISOString()
    const found = await account.findPayouts(refund.externalId, since, optionsFor(source))
    if (isClosed()) return CLOSED
    if (!found.ok) return err(accountError(found.error.error))
    const { matches, certain } = found.value
    if (matches.length === 0) {
      if (!certain) return err({ code: 'badReply', detail: 'list incomplete' })
      // Of what was given up it says nothing new that it is still not there.
      const isNews = refund.status === 'unsure' && (refund.searchedAt === null || source === 'person')
      return isNews ? repository.record(refund.id, { kind: 'searched', at: isoNow(clock) }) : ok(refund)
    }
    return matches.reduce<Result<Refund>>(
      (last, payout) => (last.ok ? noted(last.value, payout) : last),
      ok(refund),
    )
  }

  /** What is strange about it, and known, is found with every search: that is no news. */
  function noted(refund: Refund, payout: PayoutObservation): Result<Refund> {
    const event = { kind: 'asked', at: isoNow(clock), payout, raw: '' } as const
    return transition(refund, event) === refund ? ok(refund) : repository.record(refund.id, event)
  }

  async function read(refund: Refund, batchId: string, source: LookSource): Promise<Result<Refund>> {
    const answer = await account.readPayout(batchId, optionsFor(source))
    if (isClosed()) return CLOSED
    if (!answer.ok) return err(accountError(answer.error.error))
    const { value: payout, raw } = answer.value
    const event = { kind: 'observed', at: isoNow(clock), source, payout, raw } as const
    // The same bytes are the same news, unless a person has said since that nothing was sent.
    const isKnown = raw === repository.lastRaw(refund.id) && transition(refund, event) === refund
    return isKnown ? ok(refund) : repository.record(refund.id, event)
  }

  async function look(refund: Refund, source: LookSource): Promise<Result<Refund>> {
    if (!isWatched(refund, clock.now())) return ok(refund)
    if (refund.status === 'intended') return interrupted(refund, source)
    if (account.signedInUntil() === null) return err({ code: 'signInAgain' })
    return refund.payout === null ? search(refund, source) : read(refund, refund.payout.batchId, source)
  }

  /** Whoever asked for it is not there any more, or could not write down what came of it. */
  async function interrupted(refund: Refund, source: LookSource): Promise<Result<Refund>> {
    const reason = 'interrupted'
    const unsure = repository.record(refund.id, { kind: 'unsure', at: isoNow(clock), reason, raw: null })
    return unsure.ok ? look(unsure.value, source) : unsure
  }

  /** What the gateway counts as a try is one here, and so is what it may have counted. */
  async function notConfirmed(
    refund: Refund,
    { error, maybe }: AccountFailure,
    before: number,
  ): Promise<Result<Refund>> {
    const isTry = maybe || MAY_BE_SENT.has(error.code)
    if (isTry) {
      const noted = repository.record(refund.id, {
        kind: 'codeFailed',
        at: isoNow(clock),
        reason: error.code,
      })
      if (!noted.ok) return noted
      const seen = await look(noted.value, 'poll')
      // The reply was lost, and the code had passed all the same.
      if (seen.ok && isPast(seen.value)) return seen
    }
    const triesLeft = before - 1
    return err(error.code === 'codeWrong' ? { code: 'codeWrong', triesLeft } : accountError(error))
  }

  return {
    ask,
    look,
    async confirm(refund, code) {
      const stands = codeStands(refund, clock.now())
      if (stands === null || refund.payout === null || refund.remarks.length > 0)
        return err({ code: 'notNow' })
      if (stands.triesLeft === 0) return err({ code: 'codeTooOften' })
      if (stands.msLeft === 0) return err({ code: 'codeTooLate' })
      const { batchId, askedAt } = refund.payout
      const confirmed = await account.confirmPayout({ batchId, askedAt, code, codesTried: refund.codesTried })
      if (isClosed()) return CLOSED
      if (!confirmed.ok) return notConfirmed(refund, confirmed.error, stands.triesLeft)
      return repository.record(refund.id, { kind: 'codeAccepted', at: isoNow(clock) })
    },
  }
}

/** It waits for no code any more, because one passed. */
function isPast({ status }: Refund): boolean {
  return status === 'confirmed' || status === 'sending' || status === 'finished'
}

function optionsFor(source: LookSource) {
  const priority = source === 'person' ? ('person' as const) : ('background' as const)
  return { priority, timeoutMs: LOOK_TIMEOUT_MS }
}
