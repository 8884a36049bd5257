import type { DatabaseSync } from 'node:sqlite'
import { saysRefundedTaxes } from '../../../shared/shift/counting-version.ts'
import { DayClosed } from '../../../shared/shift/shift.ts'
import type { Correction } from '../../../shared/shift/totals.ts'
import type { ExportScope } from '../export-request.ts'
import { type CorrectionRow, moneyIn } from '../sheets/corrections-sheet.ts'
import type { PaymentFacts } from '../sheets/payment-facts.ts'
import { NoSuchScope } from './scope.ts'

/** What is changed in a Z about payments of earlier ones, with the correction as it is stored. */
export type Corrected = { readonly correction: Correction; readonly row: CorrectionRow }

/**
 * What a Z corrects: of the payments that are let through, in the order in which it was stored.
 * @throws NoSuchScope where something else than a Z is asked for.
 */
export function* correctedIn(
  database: DatabaseSync,
  scope: ExportScope,
  factsOf: (number: number) => PaymentFacts | null,
): Generator<Corrected> {
  if (scope.kind !== 'z') throw new NoSuchScope(scope.kind)
  const stored = database.prepare('SELECT body FROM events WHERE seq = (SELECT seq FROM zs WHERE number = ?)')
  const body = stored.get(scope.number)?.['body']
  const { z, totals, counting } = DayClosed.parse(JSON.parse(String(body)))
  for (const correction of totals.corrections) {
    const facts = factsOf(correction.number)
    if (facts === null) continue
    const { payment } = facts
    const { z: home, figures: change } = correction
    const back = moneyIn(change, payment).refundedTaxes ?? []
    const givenBack = saysRefundedTaxes(counting) ? back : null
    yield { correction, row: { payment, home, z: z.number, change, givenBack } }
  }
}
