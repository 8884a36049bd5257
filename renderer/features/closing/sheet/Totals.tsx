import { money } from '../../../../shared/money/money.ts'
import type { Figures } from '../../../../shared/shift/figures.ts'
import { TipBeside } from '../../../elements/GoodsText.tsx'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import styles from './sheet.module.css'

/** What the goods cost, one currency below the other, each with its tips small below. */
export function Totals({ figures }: { readonly figures: Figures | undefined }) {
  if (figures === undefined || figures.currencies.length === 0) return '–'
  return figures.currencies.map(({ currency, goods, tip }) => (
    <span key={currency} className={styles['amount']}>
      <MoneyText amount={money(goods, currency)} />
      {tip !== 0 && <TipBeside amount={money(tip, currency)} />}
    </span>
  ))
}
