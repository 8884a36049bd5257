import type { Figures } from '../../../../shared/shift/figures.ts'
import { GoodsAndTip } from '../../../elements/GoodsText.tsx'
import styles from './sheet.module.css'

/** What the goods cost, one currency below the other, each with its tips small below. */
export function Totals({ figures }: { readonly figures: Figures | undefined }) {
  if (figures === undefined || figures.currencies.length === 0) return '–'
  return figures.currencies.map(({ currency, goods, tip }) => (
    <span key={currency} className={styles['amount']}>
      <GoodsAndTip goods={goods} tip={tip} currency={currency} />
    </span>
  ))
}
