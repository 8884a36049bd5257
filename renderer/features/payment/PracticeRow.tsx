import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isLive } from '../../../shared/payment/questions.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import {
  openPracticePanel,
  payAgain,
  payExactly,
  payLess,
  payMore,
  payWrongCoin,
} from '../../commands/practice-commands.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './practice.module.css'

/** In practice mode the cashier plays the customer too: what a customer could do now. */
export function PracticeRow({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('cashier')
  const isPractice = useTill((till) => till.mode === 'practice')
  if (!isPractice) return null
  const acts = isLive(view.payment) ? [payExactly, payLess, payMore, payWrongCoin] : [payAgain]
  return (
    <fieldset className={styles['practice']} aria-label={t('practice.title')}>
      <span className={styles['practiceTitle']} aria-hidden="true">
        {t('practice.title')}
      </span>
      {acts.map((act) => (
        <CommandButton key={act.label} command={act} />
      ))}
      <CommandButton command={openPracticePanel} variant="quiet" />
    </fieldset>
  )
}
