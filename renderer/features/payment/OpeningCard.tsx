import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { cancelPayment } from '../../commands/payment-commands.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { Card } from '../../elements/Card.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { StatusLine } from '../../elements/StatusLine.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { PaymentCode } from './PaymentCode.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import styles from './payment.module.css'

/** The intent is saved, the gateway is being asked: the same frame as the code's, so that nothing jumps when it comes. */
export function OpeningCard({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('cashier')
  return (
    <>
      <Card className={styles['card']}>
        <div className={styles['due']}>
          <PaymentCode qr={null} />
          <div className={styles['details']}>
            <p className={styles['price']}>
              <MoneyText amount={payment.price} />
            </p>
            <Kept payment={payment} />
            <div className={styles['actions']}>
              <CommandButton command={cancelPayment} />
            </div>
          </div>
        </div>
        <div className={styles['steps']}>
          <PaymentSteps payment={payment} />
        </div>
      </Card>
      <div className={styles['slow']}>
        <StatusLine>{t('payment.status.opening')}</StatusLine>
      </div>
    </>
  )
}

/** As large as what will stand here, and not to be seen: nobody pays an amount that is not the gateway's. */
function Kept({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('common')
  const prefix = useTill((till) => (till.mode === 'practice' ? 'practice:' : ''))
  return (
    <div className={styles['kept']} aria-hidden="true">
      <p className={styles['amount']}>
        <UsdtText amount={payment.quote.usdt} isDisplay />
      </p>
      <p>
        <Chip>{t('network')}</Chip>
      </p>
      <p className={styles['address']}>
        <AddressText address={'T'.repeat(34)} prefix={prefix} />
      </p>
    </div>
  )
}
