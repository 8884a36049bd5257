import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { toDecimalText } from '../../../shared/money/money.ts'
import type { TaxLine } from '../../../shared/sale/details.ts'
import type { Cell } from '../../reports/csv.ts'
import { percentText } from './sale-cells.ts'
import type { Column, ColumnKind } from './sheet.ts'

/** As many rates as most countries have; a row with more says the others in `tax_lines`, and has all of them in `tax`. */
const PLACES = [1, 2, 3]

type Taxed = {
  /** In the order of `tax_lines`. */
  readonly lines: readonly Pick<TaxLine, 'name' | 'milliPercent' | 'net' | 'tax'>[]
  readonly currency: CurrencyCode
}

/**
 * The first rates of a row as numbers: `tax_1_name`, `tax_1_percent`, `tax_1_net`, `tax_1_tax`, `tax_2_name` …; of what was given back
 * `refunded_tax_1_name` … `of` is null where it has none.
 */
export function taxColumns<T>(
  of: (row: T) => Taxed | null,
  prefix: 'tax' | 'refunded_tax' = 'tax',
): Column<T>[] {
  return PLACES.flatMap((place) => {
    const column = (
      what: string,
      kind: ColumnKind,
      cell: (line: Taxed['lines'][number], currency: CurrencyCode) => Cell,
    ): Column<T> => ({
      key: `${prefix}_${place}_${what}`,
      kind,
      of(row) {
        const taxed = of(row)
        const line = taxed?.lines[place - 1]
        return taxed && line ? cell(line, taxed.currency) : null
      },
    })
    return [
      column('name', 'text', ({ name }) => name),
      column('percent', 'decimal', ({ milliPercent }) => percentText(milliPercent)),
      column('net', 'decimal', ({ net }, currency) => toDecimalText({ minor: net, currency })),
      column('tax', 'decimal', ({ tax }, currency) => toDecimalText({ minor: tax, currency })),
    ]
  })
}
