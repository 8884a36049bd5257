import { useTranslation } from 'react-i18next'
import { type Money, money } from '../../shared/money/money.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { formatMoney } from '../lib/format.ts'
import { goodsAndTip } from '../lib/goods-and-tip.ts'
import { useLocale } from '../lib/use-format.ts'
import styles from './css/text.module.css'
import { MoneyText } from './MoneyText.tsx'

/** What the goods of a payment cost, and its tip small below: so the rows of a list add up to what was taken. */
export function GoodsText({ payment }: { readonly payment: Payment }) {
  return <GoodsAndTip {...goodsAndTip(payment)} currency={payment.price.currency} />
}

type GoodsAndTipProps = {
  /** In the minor unit, as the tip. */
  readonly goods: number
  readonly tip: number
  readonly currency: Money['currency']
}

export function GoodsAndTip({ goods, tip, currency }: GoodsAndTipProps) {
  return (
    <>
      <MoneyText amount={money(goods, currency)} />
      {tip !== 0 && <TipBeside amount={money(tip, currency)} />}
    </>
  )
}

/** A tip, which stands beside the goods and never in one figure with them. */
export function TipBeside({ amount }: { readonly amount: Money }) {
  const { t } = useTranslation()
  const locale = useLocale()
  return <small className={styles['tip']}>{t('tipBeside', { tip: formatMoney(amount, locale) })}</small>
}
