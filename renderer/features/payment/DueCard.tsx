import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { cancelPayment, checkPayment } from '../../commands/payment-commands.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { Card } from '../../elements/Card.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { NetworkText } from '../../elements/NetworkText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import { DecisionForm, useDecision } from './DecisionForm.tsx'
import { NoticeCard } from './NoticeCard.tsx'
import { PageButton } from './PageButton.tsx'
import { PaymentCode } from './PaymentCode.tsx'
import { PaymentStatusLine } from './PaymentStatusLine.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import { PracticeRow } from './PracticeRow.tsx'
import { PriceLine } from './PriceLine.tsx'
import styles from './payment.module.css'
import type { Problem } from './payment-screen.ts'
import { ByHandButton } from './QuietRow.tsx'

type DueCardProps = {
  readonly view: PaymentView
  readonly payment: ChargedPayment
  readonly notice: Problem | null
}

/** The customer can pay: what the customer's screen shows, and how it stands. */
export function DueCard({ view, payment, notice }: DueCardProps) {
  const decision = useDecision(view)
  return (
    <>
      {/* What went wrong is read first, on the smallest screen too. */}
      {notice !== null && <NoticeCard view={view} problem={notice} />}
      <Card className={styles['card']}>
        <div className={styles['due']}>
          <CodePlace view={view} />
          <Details view={view} payment={payment} />
        </div>
        {decision === null && (
          <div className={styles['steps']}>
            <PaymentSteps payment={payment} />
          </div>
        )}
      </Card>
      {decision === null ? (
        <>
          <PaymentStatusLine view={view} expiresAt={payment.expiresAt}>
            <WaitingText payment={payment} />
          </PaymentStatusLine>
          <PracticeRow view={view} />
        </>
      ) : (
        <DecisionForm view={view} decision={decision} />
      )}
    </>
  )
}

/** The code as the customer sees it; of a parked payment the word that they do not. */
function CodePlace({ view }: Pick<DueCardProps, 'view'>) {
  const { t } = useTranslation('cashier')
  const isCurrent = usePayments(({ current }) => current?.payment.id === view.payment.id)
  if (isCurrent) return <PaymentCode qr={view.qr} />
  return (
    <div className={styles['away']}>
      <EyeOff size={40} aria-hidden="true" />
      <p>{t('payment.away')}</p>
    </div>
  )
}

function Details({ view, payment }: Pick<DueCardProps, 'view' | 'payment'>) {
  const { t } = useTranslation(['cashier', 'gateways'])
  const { address, asked, network, isExact = false } = payment.charge
  // What the QR holds in front of the address, so that nobody copies the address of a practice payment.
  const mark = useTill((till) => (till.mode === 'practice' ? 'practice:' : ''))
  const prefix = view.qr === null ? mark : view.qr.slice(0, -address.length)
  return (
    <div className={styles['details']}>
      <p className={styles['price']}>
        <PriceLine view={view} />
        {isExact && <strong className={styles['exact']}>{t('gateways:exactCashier')}</strong>}
      </p>
      <p className={styles['amount']}>
        <UsdtText amount={asked} isDisplay />
      </p>
      <p>
        <Chip tone="warning">
          <NetworkText network={network} />
        </Chip>
      </p>
      <p className={styles['address']}>
        <span className={styles['unseen']}>{t('payment.address')}: </span>
        <AddressText address={address} prefix={prefix} />
      </p>
      <div className={styles['actions']}>
        <CommandButton command={cancelPayment} />
        <CommandButton command={checkPayment} variant="quiet" />
        <PageButton view={view} />
        <ByHandButton view={view} isShort />
      </div>
    </div>
  )
}

function WaitingText({ payment }: { readonly payment: ChargedPayment }) {
  if (microUsdt(payment.received) === 0n) return <Sentence text="cashier:payment.status.waiting" />
  return <Sentence text="cashier:payment.status.waitingPart" values={{ received: payment.received }} />
}
