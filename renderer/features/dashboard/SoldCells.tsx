import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './dashboard.module.css'
import type { Sold } from './measure.ts'

/** Two cells of a row: how many sales, and what they came to, each currency by itself. */
export function SoldCells({ sold }: { readonly sold: Sold }) {
  const format = useFormat()
  return (
    <>
      <td data-column="sales">{format.count(sold.reduce((sum, { sales }) => sum + sales, 0))}</td>
      <td data-column="money">
        <SoldMoney sold={sold} />
      </td>
    </>
  )
}

export function SoldMoney({ sold }: { readonly sold: Sold }) {
  if (sold.length === 0) return '–'
  return sold.map(({ currency, minor }) => (
    <span key={currency} className={styles['money']}>
      <MoneyText amount={{ minor, currency }} />
    </span>
  ))
}
