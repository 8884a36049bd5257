import { useTranslation } from 'react-i18next'
import { QrCode } from '../../elements/QrCode.tsx'
import { TestMoneyFrame } from '../../elements/TestMoneyFrame.tsx'
import { useTill } from '../../stores/app-stores.ts'
import styles from './payment.module.css'

/** The QR in its place, taped where it is no real money; null keeps the place. */
export function PaymentCode({ qr }: { readonly qr: string | null }) {
  const { t } = useTranslation('cashier')
  const mark = useMark()
  return (
    <div className={styles['qr']}>
      <TestMoneyFrame text={mark}>
        <div className={styles['code']}>{qr !== null && <QrCode value={qr} label={t('payment.qr')} />}</div>
      </TestMoneyFrame>
    </div>
  )
}

/** The words over a payment that is no real one; null in live mode. */
function useMark(): string | null {
  const { t } = useTranslation('cashier')
  const mode = useTill((till) => till.mode)
  return mode === 'live' ? null : t(`mark.${mode}`)
}
