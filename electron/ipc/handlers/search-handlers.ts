import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { Caller } from '../../../shared/people/caller.ts'
import { may } from '../../../shared/people/may.ts'
import { createSearchService, type SearchService } from '../../exports/search/search-service.ts'
import type { Log } from '../../log.ts'
import type { OpenTill } from '../../open-till.ts'
import type { Clock } from '../../time/clock.ts'

/** What a search has to know of the till. */
type Searched = {
  till(): Pick<OpenTill, 'journalFile'>
  state(): Pick<TillState, 'people' | 'shifts'>
}

type Dependencies = { readonly workerUrl: URL; readonly clock: Clock; readonly log: Log }

/** Whoever sees the history finds everything; a manager what came after the last Z, as in an X. */
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

  function sinceFor({ role }: Caller, lastZAt: string | null): string | null {
    return may(role, 'seeHistory') === 'always' ? null : lastZAt
  }

  return {
    find(question, caller) {
      const { people, shifts } = control.state()
      const since = sinceFor(caller, shifts.lastZAt)
      return serviceOf(control.till().journalFile).find({ ...question, since, people })
    },
  }
}
