import type { EarlyRelease } from '../../shared/contract/settings.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import type { Result } from '../../shared/result.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { Journal } from './journal.ts'

/** What the owner changed with their PIN, as events of the journal: a rule that let goods go is on record with its day. */
export type OwnerActs = {
  /** Errors: `journalUnavailable`. */
  ruleChanged(rule: EarlyRelease | null, by?: ByWhom): Result<number>
}

export function createOwnerActs(journal: Journal, clock: Clock): OwnerActs {
  return {
    ruleChanged: (rule, by) =>
      journal.append(
        {
          at: isoNow(clock),
          paymentId: null,
          kind: 'earlyReleaseSet',
          body: JSON.stringify({ rule, ...by }),
        },
        () => undefined,
      ),
  }
}
