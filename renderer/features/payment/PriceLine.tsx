import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'

/** What this payment asks for; of a rest with the whole sale's price beside it. */
export function PriceLine({ view: { payment, sale } }: { readonly view: PaymentView }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  return (
    <>
      <MoneyText amount={payment.price} />
      {payment.topUpOf !== null && <> {t('payment.ofSale', { price: format.money(sale.price) })}</>}
    </>
  )
}
