import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { ExceptionRow } from '../../../shared/contract/reports.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { isSeenOnChain } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Button } from '../../elements/Button.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { DealtWithForm } from './DealtWithForm.tsx'
import { formatExceptionTime } from './exception-time.ts'
import styles from './exceptions.module.css'
import { gravestOf, standingOf } from './standing.ts'

type ExceptionItemProps = {
  readonly row: ExceptionRow
  /** The owner is being asked whether this one is dealt with. */
  readonly isAsked: boolean
  readonly onOpen: (id: string) => void
  /** Null takes the question back. */
  readonly onAsk: (id: string | null) => void
}

/** One payment; it opens with its choices. Drawn again only when it changes: there may be hundreds. */
export const ExceptionItem = memo(Item, isUnchanged)

/** Every answer brings new objects, most of which say the same. */
function isUnchanged(before: ExceptionItemProps, after: ExceptionItemProps): boolean {
  return (
    before.isAsked === after.isAsked &&
    before.onOpen === after.onOpen &&
    before.onAsk === after.onAsk &&
    JSON.stringify(before.row) === JSON.stringify(after.row)
  )
}

function Item({ row, isAsked, onOpen, onAsk }: ExceptionItemProps) {
  const { t } = useTranslation('cashier')
  const { payment, owed } = row
  // Nothing was charged, so no money can be in question.
  if (!isCharged(payment)) return null
  return (
    <li className={styles['item']}>
      <div className={styles['line']}>
        <AriaButton className={styles['row'] ?? ''} onPress={() => onOpen(payment.id)} preventFocusOnPress>
          <Sale payment={payment} />
          <span className={styles['pair']}>
            <span>
              <GoodsText payment={payment} />
            </span>
            <span className={styles['muted']}>
              {microUsdt(payment.received) > 0n && (
                <Sentence text="cashier:exceptions.received" values={{ amount: payment.received }} />
              )}
              {isSeenOnChain(payment) && (
                <Sentence text="cashier:exceptions.onChain" values={{ amount: payment.onChain.amount }} />
              )}
            </span>
          </span>
          <Wrong payment={payment} />
          <span className={styles['owed']}>
            {microUsdt(owed) > 0n && <Sentence text="cashier:exceptions.owed" values={{ amount: owed }} />}
          </span>
        </AriaButton>
        <Button variant="quiet" onPress={() => onAsk(isAsked ? null : payment.id)} keepsFocus>
          {t('exceptions.dealtWith')}
        </Button>
      </div>
      {isAsked && <DealtWithForm payment={payment} onEnd={() => onAsk(null)} />}
    </li>
  )
}

function Sale({ payment }: { readonly payment: ChargedPayment }) {
  const format = useFormat()
  return (
    <span className={styles['pair']}>
      <span className={styles['number']}>{format.paymentNumber(payment.number)}</span>
      <span className={styles['muted']}>
        {formatExceptionTime(payment.createdAt, format.locale, payment.timeZone)}
      </span>
    </span>
  )
}

function Wrong({ payment }: { readonly payment: ChargedPayment }) {
  const { t } = useTranslation('cashier')
  const kind = gravestOf(payment)
  return (
    <span className={styles['pair']}>
      <span>
        {kind !== undefined && (
          <Chip tone={kind === 'reversed' || kind === 'mismatch' ? 'danger' : 'warning'}>
            {t(`exceptions.matter.${kind}`)}
          </Chip>
        )}
      </span>
      <span className={styles['muted']}>{t(`exceptions.standing.${standingOf(payment)}`)}</span>
    </span>
  )
}
