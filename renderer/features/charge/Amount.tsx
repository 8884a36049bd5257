import { useTranslation } from 'react-i18next'
import { formatEntry } from '../../lib/format.ts'
import { useLocale } from '../../lib/use-format.ts'
import { useCharge, useTill } from '../../stores/app-stores.ts'
import styles from './charge.module.css'

/** The price as it is typed, huge. Long ones get smaller rather than longer. */
export function Amount() {
  const { t } = useTranslation('cashier')
  const locale = useLocale()
  const entry = useCharge((draft) => draft.entry)
  const currency = useTill((till) => till.settings.currency)
  const style = useTill((till) => till.settings.entryStyle)
  const text = formatEntry(entry, currency, style, locale)
  return (
    <p className={styles['amount']} role="status" aria-label={t('keypad.amount')} data-size={sizeOf(text)}>
      <span className={styles['currency']}>{currency}</span> <bdi className={styles['figures']}>{text}</bdi>
    </p>
  )
}

function sizeOf(text: string): 'full' | 'long' | 'longest' {
  if (text.length <= 7) return 'full'
  return text.length <= 10 ? 'long' : 'longest'
}
