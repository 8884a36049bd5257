import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { BackButton } from '../../commands/BackButton.tsx'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Sentence, type TextKey } from '../../elements/Sentence.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { formatTimeWithSeconds } from '../../lib/format.ts'
import { useFormat } from '../../lib/use-format.ts'
import type { Screen } from '../../stores/screen-store.ts'
import { PaperOutcome } from '../closing/PaperButtons.tsx'
import { ReceiptButtons, useReceiptPaper } from '../paper/ReceiptButtons.tsx'
import { RefundButton } from '../refund/RefundButton.tsx'
import { DealtWith } from './DealtWith.tsx'
import { HistoryList } from './HistoryList.tsx'
import styles from './history.module.css'
import { Receipt } from './Receipt.tsx'
import { useHistory } from './use-history.ts'

type HistoryViewProps = {
  readonly paymentId: string
  readonly onBack: () => void
  readonly backText?: TextKey
  /** The screen with this payment open in it, where that is not the till's history: a refund leads back to it. */
  readonly place?: Screen
}

/** One payment: its receipt, and everything that was ever recorded about it. */
export function HistoryView({ paymentId, onBack, backText = 'day:history.back', place }: HistoryViewProps) {
  const { t } = useTranslation('day')
  const { history, check, isChecking, checkError } = useHistory(paymentId)
  const paper = useReceiptPaper(paymentId)
  return (
    <section className={styles['view']} aria-label={t('receipt.number')}>
      <header className={styles['head']}>
        <BackButton onBack={onBack}>
          <Sentence text={backText} />
        </BackButton>
        {history?.ok === true && <Title view={history.value.view} />}
        {history?.ok === true && (
          <div className={styles['acts']}>
            <RefundButton payment={history.value.view.payment} from={place} />
            {isCharged(history.value.view.payment) && (
              <Button onPress={() => void check()} isDisabled={isChecking}>
                {isChecking ? t('history.checking') : t('history.check')}
              </Button>
            )}
            <ReceiptButtons paper={paper} />
          </div>
        )}
      </header>
      {/* Below the buttons, where whoever pressed one looks. */}
      <PaperOutcome state={paper.state} />
      {checkError && (
        <div className={styles['failed']} role="alert">
          <ErrorText error={checkError} />
        </div>
      )}
      {history?.ok === true && <DealtWith payment={history.value.view.payment} />}
      {history === null && <p>{t('loading')}</p>}
      {history?.ok === false && (
        <div className={styles['failed']} role="alert">
          <ErrorText error={history.error} />
        </div>
      )}
      {history?.ok === true && (
        <div className={styles['columns']}>
          <Receipt view={history.value.view} shop={history.value.shop} />
          <HistoryList
            entries={history.value.entries}
            timeZone={history.value.view.payment.timeZone}
            gateway={gatewayOf(history.value.view)}
            sale={history.value.view.sale.others}
          />
        </div>
      )}
    </section>
  )
}

/** Nobody's where nothing was charged: then nobody said anything either. */
function gatewayOf({ payment }: PaymentView): string {
  return isCharged(payment) ? payment.charge.gateway : ''
}

function Title({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const { payment, checkedAt } = view
  return (
    <div className={styles['titles']}>
      <h2 className={styles['title']}>
        {t('history.title', { number: format.paymentNumber(payment.number) })}{' '}
        <StatusChip payment={payment} />
      </h2>
      <p className={styles['checked']} role="status">
        {checkedAt === null
          ? t('history.neverChecked')
          : t('history.checked', {
              time: formatTimeWithSeconds(checkedAt, format.locale, payment.timeZone),
            })}
      </p>
    </div>
  )
}
