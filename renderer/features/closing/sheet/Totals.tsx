import { money } from '../../../../shared/money/money.ts'
import type { Figures } from '../../../../shared/shift/figures.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import styles from './sheet.module.css'

/** Goods and tips, one currency below the other. */
export function Totals({ figures }: { readonly figures: Figures | undefined }) {
  if (figures === undefined || figures.currencies.length === 0) return '–'
  return figures.currencies.map(({ currency, total }) => (
    <span key={currency} className={styles['amount']}>
      <MoneyText amount={money(total, currency)} />
    </span>
  ))
}
