import { useTranslation } from 'react-i18next'
import type { UsdtText as Amount } from '../../shared/money/usdt.ts'
import styles from './css/text.module.css'

type UsdtTextProps = {
  readonly amount: Amount
  /** The big one on the payment card: the unit stands smaller behind it. */
  readonly isDisplay?: boolean
}

/** An amount of USDT: ASCII digits, left to right, in every language, because people compare it with a wallet. */
export function UsdtText({ amount, isDisplay = false }: UsdtTextProps) {
  const { t } = useTranslation()
  return (
    <bdi dir="ltr" className={isDisplay ? styles['usdtDisplay'] : styles['figures']}>
      <span>{amount}</span> <span className={styles['unit']}>{t('usdt')}</span>
    </bdi>
  )
}
