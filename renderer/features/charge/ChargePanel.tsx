import { useTranslation } from 'react-i18next'
import { Amount } from './Amount.tsx'
import { ChargeButton } from './ChargeButton.tsx'
import styles from './charge.module.css'
import { EstimateLine } from './EstimateLine.tsx'
import { Extras } from './Extras.tsx'
import { Keypad } from './Keypad.tsx'
import { SaleLine } from './SaleLine.tsx'

/** The left side: what is about to be charged. Always there, always with the keyboard. */
export function ChargePanel() {
  const { t } = useTranslation('cashier')
  return (
    <section className={styles['panel']} aria-label={t('keypad.region')}>
      <div className={styles['top']}>
        <Amount />
        <SaleLine />
        <EstimateLine />
      </div>
      <Extras />
      <Keypad />
      <ChargeButton />
    </section>
  )
}
