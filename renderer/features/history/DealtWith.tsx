import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { needsAttention } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Button } from '../../elements/Button.tsx'
import { useMay } from '../../lib/use-may.ts'
import { DealtWithForm } from '../exceptions/DealtWithForm.tsx'
import styles from './history.module.css'

/**
 * That a payment is dealt with, for whoever needs somebody else's word for it: the list in which the others say it is
 * not theirs to see.
 */
export function DealtWith({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('cashier')
  const needsWord = useMay('closeException') === 'approved'
  const [isAsked, setAsked] = useState(false)
  if (!needsWord || !isCharged(payment) || !needsAttention(payment)) return null
  if (isAsked) return <DealtWithForm payment={payment} onEnd={() => setAsked(false)} />
  return (
    <div className={styles['head']}>
      <Button onPress={() => setAsked(true)}>{t('exceptions.dealtWith')}</Button>
    </div>
  )
}
