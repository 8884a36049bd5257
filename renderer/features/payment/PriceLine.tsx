import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'

/** What this payment asks for, and what of it is a tip; of a rest with the whole sale's price beside it. */
export function PriceLine({ view: { payment, sale } }: { readonly view: PaymentView }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const { sale: parts, price } = payment
  return (
    <>
      <MoneyText amount={price} />
      {parts !== null && parts.tip !== null && (
        <> {t('payment.withTip', { tip: format.money(money(parts.tip.minor, price.currency)) })}</>
      )}
      {payment.topUpOf !== null && <> {t('payment.ofSale', { price: format.money(sale.price) })}</>}
    </>
  )
}
