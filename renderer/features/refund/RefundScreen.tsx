import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { PaymentRefunds } from '../../../shared/contract/refunds.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import { BackButton } from '../../commands/BackButton.tsx'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useScreen, useStores } from '../../stores/app-stores.ts'
import { type Screen, showScreen } from '../../stores/screen-store.ts'
import { BeginForm } from './BeginForm.tsx'
import { RefundAside } from './RefundAside.tsx'
import { RefundCard } from './RefundCard.tsx'
import styles from './refund.module.css'
import { NEW_REFUND, type RefundSide, sideOf } from './refund-standing.ts'
import { useRefunds } from './use-refunds.ts'

/** A payment's money on its way back: one refund at a time, and beside it what can be given back. */
export function RefundScreen({ paymentId }: { readonly paymentId: string }) {
  const { t } = useTranslation('refund')
  const { screen } = useStores()
  const from = useScreen((shown) => (shown.kind === 'refund' ? shown.from : undefined))
  const back: Screen = from ?? { kind: 'history', paymentId }
  const refunds = useRefunds(paymentId)
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <BackButton onBack={() => showScreen(screen, back)}>{t('back')}</BackButton>
        {refunds?.ok === true && <Title number={refunds.value.number} />}
      </header>
      {refunds === null && <p>{t('loading')}</p>}
      {refunds?.ok === false && <Failure error={refunds.error} />}
      {refunds?.ok === true && <Refunds key={paymentId} paymentId={paymentId} refunds={refunds.value} />}
    </div>
  )
}

function Title({ number }: { readonly number: number }) {
  const { t } = useTranslation('refund')
  const format = useFormat()
  return <h2 className={styles['title']}>{t('title', { number: format.paymentNumber(number) })}</h2>
}

type RefundsProps = { readonly paymentId: string; readonly refunds: PaymentRefunds }

function Refunds({ paymentId, refunds }: RefundsProps) {
  const { t } = useTranslation('refund')
  // What needs somebody when the screen opens stays on it to its end.
  const [chosen, choose] = useState(() => shownIn(sideOf(refunds, null)))
  const side = sideOf(refunds, chosen)
  const shownId = shownIn(side)
  return (
    <div className={styles['columns']}>
      <div className={styles['main']}>
        <Side side={side} paymentId={paymentId} refunds={refunds} onBegun={choose} />
        {side.kind === 'refund' && microUsdt(refunds.refundable) > 0n && (
          <div>
            <Button variant="quiet" onPress={() => choose(NEW_REFUND)}>
              {t('act.another')}
            </Button>
          </div>
        )}
      </div>
      <RefundAside refunds={refunds} shownId={shownId} onChoose={choose} />
    </div>
  )
}

function shownIn(side: RefundSide): string | null {
  return side.kind === 'refund' ? side.view.refund.id : null
}

type SideProps = RefundsProps & { readonly side: RefundSide; readonly onBegun: (id: string) => void }

function Side({ side, paymentId, refunds, onBegun }: SideProps): ReactNode {
  const { t } = useTranslation('refund')
  switch (side.kind) {
    case 'refund':
      return <RefundCard key={side.view.refund.id} view={side.view} />
    case 'form':
      return <BeginForm paymentId={paymentId} refunds={refunds} onBegun={onBegun} />
    case 'nothing':
      return <EmptyState title={t('nothing.title')}>{t('nothing.text')}</EmptyState>
    default:
      return assertNever(side)
  }
}
