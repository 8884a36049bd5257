import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { Caller } from '../../../shared/people/caller.ts'
import { may } from '../../../shared/people/may.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { SearchLimit } from '../../exports/search/search.ts'
import { createSearchService, type SearchService } from '../../exports/search/search-service.ts'
import type { Log } from '../../log.ts'
import type { OpenTill } from '../../open-till.ts'
import { businessDay } from '../../payments/opening/intent.ts'
import type { Clock } from '../../time/clock.ts'

/** What a search has to know of the till. */
type Searched = {
  till(): Pick<OpenTill, 'journalFile' | 'journalProblem'> & { readonly shifts: object | null }
  state(): Pick<TillState, 'shifts'>
  readonly people: { readonly book: { names(): readonly NamedPerson[] } }
  settings(): Pick<Settings, 'timeZone'>
}

type Dependencies = { readonly workerUrl: URL; readonly clock: Clock; readonly log: Log }

/**
 * Whoever sees the history finds everything. A manager finds what the last Z left open and what came after it, as in an X;
 * before the first Z, which may be the owner's, what began on this business day.
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

  return {
    async find(question, caller) {
      const limit = limitFor(caller)
      if (!limit.ok) return limit
      // A receipt says what its cashier was called then.
      const people = control.people.book.names()
      return serviceOf(control.till().journalFile).find({ ...question, limit: limit.value, people })
    },
  }
}
