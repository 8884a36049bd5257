import { useTranslation } from 'react-i18next'
import type { Word } from '../../../shared/contract/pin.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useMay } from '../../lib/use-may.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import styles from './exceptions.module.css'

type DealtWithFormProps = { readonly payment: ChargedPayment; readonly onEnd: () => void }

/** The owner says that this is over: it leaves the list, and the reason stays in the record. */
export function DealtWithForm({ payment, onEnd }: DealtWithFormProps) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const backend = useBackend()
  const seesList = useMay('seeTill') === 'always'
  const number = format.paymentNumber(payment.number)
  const close = async (word: Word | null, reason: string) => {
    const result = await backend.payments.decide({ id: payment.id, decision: 'closed', word, reason })
    if (result.ok) onEnd()
    return result
  }
  return (
    <div className={styles['form']}>
      <OwnerForm
        label={t('exceptions.dealtWithLabel', { number })}
        meaning={t(seesList ? 'exceptions.dealtWithMeaning' : 'exceptions.dealtWithHere', { number })}
        ability="closeException"
        onConfirm={({ word, reason }) => close(word, reason)}
        onAlone={(reason) => close(null, reason)}
        onBack={onEnd}
      />
    </div>
  )
}
