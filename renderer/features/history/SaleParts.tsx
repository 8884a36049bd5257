import { useTranslation } from 'react-i18next'
import { type Money, money } from '../../../shared/money/money.ts'
import type { SaleDetails, TaxLine } from '../../../shared/sale/details.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePercent } from '../../lib/use-percent.ts'
import styles from './history.module.css'
import { ReceiptLine } from './ReceiptLine.tsx'

type SalePartsProps = { readonly sale: SaleDetails; readonly currency: Money['currency'] }

/** What the price is made of, from what was typed down to the tip: as it was stored, and never added up anew. */
export function SaleParts({ sale, currency }: SalePartsProps) {
  const { t } = useTranslation('sale')
  const format = useFormat()
  const percent = usePercent()
  const inMoney = (minor: number) => format.money(money(minor, currency))
  const { subtotal, discount, taxes, goods, tip } = sale
  const isOnTop = taxes?.mode === 'exclusive'
  const shownTaxes = (taxes?.lines ?? []).filter(({ gross, subtotal: part }) => gross > 0 || part > 0)
  const taxName = ({ name, milliPercent }: TaxLine) => `${name} ${percent(milliPercent, 3)}`
  return (
    <>
      {(discount !== null || isOnTop) && (
        <ReceiptLine name={t('part.subtotal')}>
          <bdi>{inMoney(subtotal)}</bdi>
        </ReceiptLine>
      )}
      {discount !== null && (
        <ReceiptLine name={t('part.discount')}>
          <bdi dir="ltr">−{inMoney(discount.minor)}</bdi>
          {discount.basisPoints !== null && (
            <small className={styles['small']}>{percent(discount.basisPoints)}</small>
          )}
        </ReceiptLine>
      )}
      {shownTaxes.map((line) => (
        <ReceiptLine key={line.name} name={taxName(line)}>
          <bdi>{inMoney(line.tax)}</bdi>
          <small className={styles['small']}>
            {t(isOnTop ? 'part.taxOn' : 'part.taxIn', { net: inMoney(line.net), gross: inMoney(line.gross) })}
          </small>
        </ReceiptLine>
      ))}
      {tip !== null && (
        <>
          <ReceiptLine name={t('part.goods')}>
            <bdi>{inMoney(goods)}</bdi>
          </ReceiptLine>
          <ReceiptLine name={t('part.tip')}>
            <bdi>{inMoney(tip.minor)}</bdi>
            {tip.basisPoints !== null && (
              <small className={styles['small']}>{percent(tip.basisPoints)}</small>
            )}
          </ReceiptLine>
        </>
      )}
    </>
  )
}
