import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { applyDiscount, changeDiscountUnit } from '../../commands/extra-commands.ts'
import { formatEntry } from '../../lib/format.ts'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import type { OpenExtra } from '../../stores/charge-draft.ts'
import styles from './charge.module.css'

type DiscountEntryProps = { readonly open: Extract<OpenExtra, { kind: 'discount' }> }

/** The discount while it is typed, on the keypad as the price: percent, or an amount of the shop's currency. */
export function DiscountEntry({ open: { unit, entry } }: DiscountEntryProps) {
  const { t } = useTranslation('cashier')
  const locale = useLocale()
  const { currency, entryStyle } = useTill((till) => till.settings)
  const isPercent = unit === 'percent'
  const figures = isPercent
    ? formatEntry(entry === '' ? '0' : entry, 'EUR', 'units', locale)
    : formatEntry(entry, currency, entryStyle, locale)
  return (
    <div className={styles['extras']}>
      <p className={styles['typed']} role="status" aria-label={t('extras.discount')}>
        <span className={styles['unseen']}>{t('extras.discount')}</span>
        <bdi className={styles['typedFigures']}>{t('sale.off', { amount: figures })}</bdi>{' '}
        <span className={styles['typedUnit']}>{isPercent ? '%' : currency}</span>
      </p>
      <CommandButton command={changeDiscountUnit} className={styles['extra']}>
        <span className={styles['unseen']}>{t('extras.unit')}</span>
        {isPercent ? currency : '%'}
      </CommandButton>
      <CommandButton command={applyDiscount} className={styles['extra']} />
    </div>
  )
}
