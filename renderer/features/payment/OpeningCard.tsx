import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { cancelPayment } from '../../commands/payment-commands.ts'
import { Card } from '../../elements/Card.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { StatusLine } from '../../elements/StatusLine.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import styles from './payment.module.css'

/** The intent is saved, the gateway is being asked: the same frame as the code's, so that nothing jumps when it comes. */
export function OpeningCard({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('cashier')
  return (
    <>
      <Card className={styles['card']}>
        <div className={styles['due']}>
          <div className={styles['qrPlace']} />
          <div className={styles['details']}>
            <p className={styles['price']}>
              <MoneyText amount={payment.price} />
            </p>
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
