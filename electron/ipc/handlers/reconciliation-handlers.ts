import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { byWhom } from '../../../shared/people/caller.ts'
import { ok } from '../../../shared/result.ts'
import type { Log } from '../../log.ts'
import { createReconciliation, type ReconciliationDependencies } from '../../reconciliation/reconciliation.ts'
import type { TillControl } from '../../till-control.ts'

type Dependencies = Omit<ReconciliationDependencies, 'till' | 'settings' | 'onCrash'> & { readonly log: Log }

export function reconciliationHandlers(
  { till, settings }: TillControl,
  { log, ...parts }: Dependencies,
): TillHandlers['reconciliation'] {
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
    exportCsv: () => reconciliation.exportCsv(),
    decide: (said, caller) => reconciliation.decide(said, byWhom(caller)),
  }
}
