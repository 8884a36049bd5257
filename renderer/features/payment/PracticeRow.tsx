import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { openPracticePanel, payExactly, payLess, payMore } from '../../commands/practice-commands.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './outcome.module.css'

/** In practice mode the cashier plays the customer too. */
export function PracticeRow() {
  const { t } = useTranslation('cashier')
  const isPractice = useTill((till) => till.mode === 'practice')
  if (!isPractice) return null
  return (
    <fieldset className={styles['practice']} aria-label={t('practice.title')}>
      <span className={styles['practiceTitle']} aria-hidden="true">
        {t('practice.title')}
      </span>
      <CommandButton command={payExactly} />
      <CommandButton command={payLess} />
      <CommandButton command={payMore} />
      <CommandButton command={openPracticePanel} variant="quiet" />
    </fieldset>
  )
}
