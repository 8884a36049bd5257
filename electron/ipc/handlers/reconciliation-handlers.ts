import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { byWhom } from '../../../shared/people/caller.ts'
import { ok } from '../../../shared/result.ts'
import type { Log } from '../../log.ts'
import { createReconciliation, type ReconciliationDependencies } from '../../reconciliation/reconciliation.ts'
import type { TillControl } from '../../till-control.ts'
import { answeredBy } from '../answered-by.ts'

type Dependencies = Omit<ReconciliationDependencies, 'till' | 'settings' | 'onCrash'> & {
  readonly log: Log
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

export function reconciliationHandlers(
  control: TillControl,
  { log, askWhere, ...parts }: Dependencies,
): TillHandlers['reconciliation'] {
  const { till, settings } = control
  const reconciliation = createReconciliation({
    ...{ ...parts, till, settings },
    onCrash: (reference, error) => log.error({ reference, err: error }, 'reconciliation: thread died'),
  })
  return {
    run: (days, caller) => reconciliation.run(days, byWhom(caller)),
    cancel: () => {
      reconciliation.cancel()
      return ok(null)
    },
    lookAtOpen: () => reconciliation.lookAtOpen(),
    exportCsv: (_, caller) => reconciliation.exportCsv(answeredBy(caller, control, askWhere)),
    decide: ({ word: _, ...said }, caller) => reconciliation.decide(said, byWhom(caller)),
  }
}
