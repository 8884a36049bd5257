import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { Found, SearchQuestion } from '../../../shared/contract/search.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { Caller } from '../../../shared/people/caller.ts'
import { may } from '../../../shared/people/may.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { SearchLimit } from '../../exports/search/search.ts'
import { receiptMeant } from '../../exports/search/search-query.ts'
import { createSearchService, type SearchService } from '../../exports/search/search-service.ts'
import type { Log } from '../../log.ts'
import type { OpenTill } from '../../open-till.ts'
import { businessDay } from '../../payments/opening/intent.ts'
import { type DeskSession, isStillThere } from '../../people/desk-session.ts'
import type { Clock } from '../../time/clock.ts'

/** What a search has to know of the till. */
type Searched = {
  till(): Pick<OpenTill, 'journalFile' | 'journalProblem'> & { readonly shifts: object | null }
  state(): Pick<TillState, 'shifts'>
  readonly people: {
    readonly book: { names(): readonly NamedPerson[] }
    readonly session: Pick<DeskSession, 'standing' | 'asksReceipt' | 'showReceipt'>
  }
  settings(): Pick<Settings, 'timeZone'>
}

const NONE: Found = { rows: [], hasMore: false }

type Dependencies = { readonly workerUrl: URL; readonly clock: Clock; readonly log: Log }

/**
 * Whoever sees the history finds everything. A manager finds what the last Z left open and what came after it, as in an X;
 * before the first Z, which may be the owner's, what began on this business day. Of any time a manager finds the one payment that
 * they name in full, as the receipt of the customer before them does, and then it is theirs to see until they lock or go.
 */
export function searchHandlers(
  control: Searched,
  { workerUrl, clock, log }: Dependencies,
): TillHandlers['search'] {
  let open: { readonly journalFile: string; readonly service: SearchService } | null = null

  /** Each mode has a journal of its own. */
  function serviceOf(journalFile: string): SearchService {
    if (open?.journalFile === journalFile) return open.service
    void open?.service.close()
    const onCrash = (reference: string, error: unknown) =>
      log.error({ reference, err: error }, 'search: thread died')
    open = { journalFile, service: createSearchService({ workerUrl, clock, journalFile, onCrash }) }
    return open.service
  }

  /** Error: `journalUnavailable` where nobody can say what the last Z was. */
  function limitFor({ role }: Caller): Result<SearchLimit | null> {
    if (may(role, 'seeHistory') === 'always') return ok(null)
    const { shifts, journalProblem } = control.till()
    if (shifts === null) return err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
    const { lastZ } = control.state().shifts
    if (lastZ > 0) return ok({ kind: 'sinceZ', z: lastZ })
    return ok({ kind: 'day', day: businessDay(clock.now(), control.settings().timeZone) })
  }

  /** What somebody named in full. Errors: `signInFirst` when they went meanwhile, or asked too often for one PIN. */
  async function findReceipt({ text }: SearchQuestion, caller: Caller): Promise<Result<Found>> {
    const { session } = control.people
    if (!session.asksReceipt()) return err({ code: 'signInFirst' })
    const found = await serviceOf(control.till().journalFile).find({ text, limit: { kind: 'receipt' } })
    if (!isStillThere(caller, session.standing())) return err({ code: 'signInFirst' })
    if (!found.ok) return found
    const [payment, ...others] = found.value.rows
    // A transaction may have paid two: then it says of neither that the customer holds its receipt.
    if (!payment || others.length > 0 || !caller.person) return ok(NONE)
    session.showReceipt(caller.person.id, payment.id)
    log.info({ person: caller.person.id, payment: payment.id }, 'search: opened by its receipt')
    return found
  }

  return {
    async find(question, caller) {
      const limit = limitFor(caller)
      if (!limit.ok) return limit
      // A receipt says what its cashier was called then.
      const people = control.people.book.names()
      const { journalFile } = control.till()
      const found = await serviceOf(journalFile).find({ ...question, limit: limit.value, people })
      const isHidden = limit.value !== null && found.ok && found.value.rows.length === 0
      return isHidden && receiptMeant(question.text) ? findReceipt(question, caller) : found
    },
  }
}
