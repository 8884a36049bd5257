import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { STEPS, stepsDone } from '../../../shared/payment/steps.ts'
import { Steps } from '../../elements/Steps.tsx'
import { useFormat } from '../../lib/use-format.ts'

export function PaymentSteps({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  return (
    <Steps
      label={t('payment.steps')}
      steps={STEPS.map((step, index) => ({
        key: step,
        text: t(`payment.step.${step}`),
        number: format.count(index + 1),
      }))}
      done={stepsDone(payment)}
    />
  )
}
