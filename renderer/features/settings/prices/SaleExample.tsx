import { useTranslation } from 'react-i18next'
import { decimalsOf } from '../../../../shared/money/currency.ts'
import { money } from '../../../../shared/money/money.ts'
import { reckonSale } from '../../../../shared/sale/reckon.ts'
import type { TaxRules } from '../../../../shared/sale/rules.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useTill } from '../../../stores/app-stores.ts'
import { ReceiptLine } from '../../history/ReceiptLine.tsx'
import { SaleParts } from '../../history/SaleParts.tsx'
import styles from './prices.module.css'

/** What a receipt would say of ten of the shop's currency, by the rules as they stand in the form. */
export function SaleExample({ taxes }: { readonly taxes: TaxRules }) {
  const { t } = useTranslation('sale')
  const format = useFormat()
  const currency = useTill((till) => till.settings.currency)
  const subtotal = 10 * 10 ** decimalsOf(currency)
  const asked = { subtotal, discount: null, tip: null, shares: null, note: null }
  const sale = reckonSale(asked, { taxes, tips: null })
  if (!sale.ok) return null
  const price = format.money(money(subtotal, currency))
  return (
    <section className={styles['example']} aria-label={t('taxes.exampleTitle')}>
      <p className={styles['exampleTitle']}>{t('taxes.example', { price })}</p>
      <dl className={styles['exampleLines']}>
        <SaleParts sale={sale.value} currency={currency} />
        <ReceiptLine name={t('part.total')}>
          <strong>
            <bdi>{format.money(money(sale.value.total, currency))}</bdi>
          </strong>
        </ReceiptLine>
      </dl>
    </section>
  )
}
