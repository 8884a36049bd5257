import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { countsAsSale } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { saleOnReceipt } from '../../../shared/sale/on-receipt.ts'
import type { ShopTexts } from '../../../shared/sale/receipt-texts.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './history.module.css'
import { ReceiptLine } from './ReceiptLine.tsx'
import { ReceiptNotes } from './ReceiptNotes.tsx'
import { ReceiptPayment } from './ReceiptPayment.tsx'
import { partsOnReceipt } from './receipt-sale.ts'
import { formatReceiptTime } from './receipt-time.ts'
import { SaleParts } from './SaleParts.tsx'

export type ReceiptProps = {
  readonly view: PaymentView
  /** What the shop was when the sale began, as far as anybody knows; null where none of it can be read. */
  readonly shop: ShopTexts | null
}

/**
 * One receipt per sale, whichever of its payments is looked at: what a customer may see and a bookkeeper needs. Marked
 * top and bottom when the money was not real.
 */
export function Receipt({ view, shop }: ReceiptProps) {
  const { t } = useTranslation('day')
  const mode = useTill((till) => till.mode)
  const shopName = useTill((till) => till.settings.shopName)
  const receipt = useTill((till) => till.settings.receipt)
  const texts = shop ?? { shop: shopName, ...receipt }
  const mark = mode === 'live' ? null : <p className={styles['mark']}>{t(`receipt.${mode}`)}</p>
  const sale = [...view.sale.others, view.payment].toSorted((a, b) => a.number - b.number)
  const shown = paymentsWithMoney(sale, view.payment)
  return (
    <article className={styles['receipt']} aria-label={t('history.receipt')}>
      {mark}
      <h3 className={styles['shop']}>
        <bdi>{texts.shop}</bdi>
      </h3>
      <ShopLines texts={texts} />
      {!sale.some(countsAsSale) && <p className={styles['notPaid']}>{t('receipt.notPaid')}</p>}
      <dl className={styles['lines']}>
        <SaleLines view={view} />
        {shown.length > 1 && (
          <ReceiptLine name={t('receipt.received')}>
            <strong>
              <UsdtText amount={view.sale.received} />
            </strong>
          </ReceiptLine>
        )}
      </dl>
      <ReceiptNotes sale={sale} />
      {shown.map((payment) => (
        <ReceiptPayment key={payment.id} payment={payment} isPart={shown.length > 1} />
      ))}
      {!texts.isFiscal && <p className={styles['footnote']}>{t('receipt.note')}</p>}
      {mark}
    </article>
  )
}

/** Who sold it, as the owner wrote it. */
function ShopLines({ texts }: { readonly texts: ShopTexts }) {
  const { t } = useTranslation('sale')
  const { address, taxNumber, contact } = texts
  const number = taxNumber === '' ? '' : t('receipt.taxNumberLine', { number: taxNumber })
  const lines = [address, number, contact].filter((line) => line !== '')
  if (lines.length === 0) return null
  return (
    <div className={styles['shopLines']}>
      {lines.map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
    </div>
  )
}

/** Those that received money; without any, the one that is looked at. */
function paymentsWithMoney(sale: readonly Payment[], payment: Payment): readonly Payment[] {
  const paid = sale.filter((one) => isCharged(one) && microUsdt(one.received) > 0n)
  return paid.length > 0 ? paid : [payment]
}

function SaleLines({ view }: { readonly view: PaymentView }): ReactNode {
  const { t } = useTranslation(['day', 'sale'])
  const format = useFormat()
  const { payment, sale } = view
  const sold = saleOnReceipt([payment, ...sale.others])
  const parts = partsOnReceipt(sold)
  return (
    <>
      <ReceiptLine name={t('receipt.till')}>
        <bdi>{sold.till}</bdi>
        {sold.tillNumber !== null &&
          ` · ${t('receipt.tillNumber', { number: format.count(sold.tillNumber) })}`}
      </ReceiptLine>
      <ReceiptLine name={t('receipt.date')}>
        {formatReceiptTime(sold.createdAt, format.locale, sold.timeZone)}
      </ReceiptLine>
      {payment.reference !== null && (
        <ReceiptLine name={t('receipt.reference')}>
          <bdi dir="ltr">{payment.reference}</bdi>
        </ReceiptLine>
      )}
      {sold.cashier !== null && (
        <ReceiptLine name={t('sale:receipt.cashier')}>
          <bdi>{sold.cashier.name}</bdi>
          {sold.shift !== null && (
            <small className={styles['small']}>
              {t('sale:receipt.shift', { number: format.paymentNumber(sold.shift) })}
            </small>
          )}
        </ReceiptLine>
      )}
      {sold.sale?.note != null && (
        <ReceiptLine name={t('sale:receipt.note')}>
          <bdi>{sold.sale.note}</bdi>
        </ReceiptLine>
      )}
      {parts !== null && <SaleParts sale={parts} currency={sold.price.currency} />}
      <ReceiptLine name={parts === null ? t('receipt.price') : t('sale:part.total')}>
        <strong>
          <MoneyText amount={parts === null ? sale.price : money(parts.total, sale.price.currency)} />
        </strong>
      </ReceiptLine>
    </>
  )
}
