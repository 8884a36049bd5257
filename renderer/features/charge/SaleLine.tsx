import { useTranslation } from 'react-i18next'
import { type Money, money } from '../../../shared/money/money.ts'
import type { Amount } from '../../../shared/sale/amount.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'
import { isAboveLimit } from '../../../shared/sale/discount.ts'
import type { SaleRefusal } from '../../../shared/sale/reckon.ts'
import { permissionIn } from '../../lib/permission.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePercent } from '../../lib/use-percent.ts'
import { useCharge, useTill } from '../../stores/app-stores.ts'
import { discountOf, draftSale } from '../../stores/extras.ts'
import styles from './charge.module.css'

/** Under the amount: what the sale comes to where that is not what was typed. Its place is always kept. */
export function SaleLine() {
  const { t } = useTranslation('cashier')
  return (
    <p className={styles['sale']} role="status" aria-label={t('sale.label')}>
      <SaleText />
    </p>
  )
}

function SaleText() {
  const draft = useCharge((whole) => whole)
  const { currency, entryStyle: style, taxes } = useTill((till) => till.settings)
  const sale = draftSale(draft, { currency, style }, taxes)
  if (sale === null) return null
  if (!sale.ok) return <Refusal refusal={sale.error} currency={currency} />
  const { subtotal, total } = sale.value
  if (subtotal === total && sale.value.discount === null) return null
  return <Sum sale={sale.value} asked={discountOf(draft, { currency, style })} />
}

type SumProps = { readonly sale: SaleDetails; readonly asked: Amount | null }

function Sum({ sale, asked }: SumProps) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const percent = usePercent()
  const { currency, discountLimitBasisPoints } = useTill((till) => till.settings)
  const asksWord = useTill(({ session }) => permissionIn(session, 'discountMore') === 'approved')
  const inMoney = (minor: number) => format.money(money(minor, currency))
  const { discount, taxes } = sale
  const off = discount?.basisPoints == null ? inMoney(discount?.minor ?? 0) : percent(discount.basisPoints)
  const isMore = asksWord && isAboveLimit(asked, sale.subtotal, discountLimitBasisPoints)
  const tax = taxes?.mode === 'exclusive' ? taxes.lines.reduce((sum, line) => sum + line.tax, 0) : 0
  return (
    <>
      <strong>
        <bdi>{t('sale.total', { total: inMoney(sale.total) })}</bdi>
      </strong>
      {discount !== null && <Part>{t('sale.off', { amount: off })}</Part>}
      {isMore && <span data-warning>{t('sale.needsWord')}</span>}
      {tax > 0 && <Part>{t('sale.tax', { amount: inMoney(tax) })}</Part>}
    </>
  )
}

/** The mark before it stands where the line's language reads on. */
function Part({ children }: { readonly children: string }) {
  return (
    <span>
      <bdi>{children}</bdi>
    </span>
  )
}

type RefusalProps = { readonly refusal: SaleRefusal; readonly currency: Money['currency'] }

/** Only what can be typed here: the rest is main's to say. */
function Refusal({ refusal, currency }: RefusalProps) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  if (refusal.code === 'discountAboveSubtotal') {
    const most = format.money(money(refusal.most, currency))
    return <span data-warning>{t('sale.above', { most })}</span>
  }
  return <span data-warning>{t(refusal.code === 'nothingToPay' ? 'sale.nothing' : 'sale.tooLarge')}</span>
}
