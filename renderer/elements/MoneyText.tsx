import type { Money } from '../../shared/money/money.ts'
import { formatMoney } from '../lib/format.ts'
import { useLocale } from '../lib/use-format.ts'
import styles from './css/text.module.css'

/** A price in the language's own order and digits ("EUR 18.25"). */
export function MoneyText({ amount }: { readonly amount: Money }) {
  const locale = useLocale()
  return <bdi className={styles['figures']}>{formatMoney(amount, locale)}</bdi>
}
