import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportedDifference } from '../../../shared/contract/reconciliation.ts'
import type { UsdtText as Usdt } from '../../../shared/money/usdt.ts'
import type { Difference } from '../../../shared/reconciliation/difference.ts'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './books.module.css'
import { DifferenceStep } from './DifferenceStep.tsx'
import { DifferenceDecision } from './decision/DifferenceDecision.tsx'
import { weightOf } from './difference-place.ts'

const SIGNS = { money: TriangleAlert, book: CircleAlert, note: Info } as const

type DifferenceItemProps = {
  readonly line: ReportedDifference
  readonly onOpen: (paymentId: string) => void
}

/** What does not agree, why that is likely so, and what to do. Drawn again only when it changes: there may be hundreds. */
export const DifferenceItem = memo(Item)

function Item({ line, onOpen }: DifferenceItemProps) {
  const { t } = useTranslation('books')
  const format = useFormat()
  const { kind, cause, count } = line
  const word = line.word ?? t('line.none')
  const weight = weightOf(line)
  const Sign = SIGNS[weight]
  return (
    <li className={styles['item']} data-kind={kind}>
      <Sign className={styles['sign']} data-weight={weight} size={20} aria-hidden="true" />
      <div className={styles['text']}>
        <h4 className={styles['kind']}>{t(`kind.${kind}`, { count, value: format.count(count), word })}</h4>
        <p>
          <span className={styles['muted']}>{t('line.cause')}</span> {t(`cause.${cause}`, { word })}
        </p>
        <Facts line={line} onOpen={onOpen} />
        <DifferenceStep line={line} onOpen={onOpen} />
        <DifferenceDecision line={line} />
      </div>
      <Amounts line={line} />
    </li>
  )
}

/** Which payment, when, and what the gateway calls it. */
function Facts({ line, onOpen }: DifferenceItemProps) {
  const { t } = useTranslation('books')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { payment, at, chargeId } = line
  if (payment === null && at === null && chargeId === null) return null
  return (
    <p className={styles['facts']}>
      {payment !== null && (
        <button
          type="button"
          className={styles['open']}
          data-payment={payment.id}
          aria-label={t('line.open', { number: format.paymentNumber(payment.number) })}
          onClick={() => onOpen(payment.id)}
        >
          {format.paymentNumber(payment.number)}
        </button>
      )}
      {at !== null && <time dateTime={at}>{format.moment(at, today)}</time>}
      {chargeId !== null && (
        <span>
          {t('line.charge')}{' '}
          <bdi dir="ltr" className={styles['code']}>
            {chargeId}
          </bdi>
        </span>
      )}
      <Word line={line} />
    </p>
  )
}

/** What the gateway itself says, where no sentence has it. */
function Word({ line: { word, kind } }: { readonly line: Difference }) {
  const { t } = useTranslation('books')
  if (word === null || IN_SENTENCES.includes(kind)) return null
  return (
    <span>
      {t('line.word')} <bdi dir="ltr">{word}</bdi>
    </span>
  )
}

const IN_SENTENCES: readonly Difference['kind'][] = ['rowUnreadable', 'statusUnknown', 'otherTill']

function Amounts({ line: { ours, theirs } }: { readonly line: Difference }) {
  const { t } = useTranslation('books')
  if (ours === null && theirs === null) return null
  return (
    <dl className={styles['amounts']}>
      <Amount name={t('line.here')} amount={ours} />
      <Amount name={t('line.gateway')} amount={theirs} />
    </dl>
  )
}

function Amount({ name, amount }: { readonly name: string; readonly amount: Usdt | null }): ReactNode {
  const { t } = useTranslation('books')
  return (
    <div className={styles['amount']}>
      <dt>{name}</dt>
      <dd>{amount === null ? t('line.none') : <UsdtText amount={amount} />}</dd>
    </div>
  )
}
