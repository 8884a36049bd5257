import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { openRemarks } from '../../../shared/refund/questions.ts'
import { Button } from '../../elements/Button.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'
import { CheckLine } from './CheckLine.tsx'
import { CodeForm } from './CodeForm.tsx'
import { DecideForm, type RefundDecision } from './DecideForm.tsx'
import { RefundChip } from './RefundChip.tsx'
import { RefundFacts } from './RefundFacts.tsx'
import styles from './refund.module.css'
import { cardOf, type RefundCardKind, wordsOf } from './refund-standing.ts'

/** One refund: what happened, where the money is, what to do, and only then what else is known. */
export function RefundCard({ view }: { readonly view: RefundView }) {
  const { refund } = view
  const now = useNow()
  const card = cardOf(view, now)
  const [asked, setAsked] = useState<RefundDecision | null>(null)
  return (
    <section className={styles['card']} aria-labelledby="refund-title" data-card={card}>
      <p className={styles['cardHead']}>
        <span className={styles['sum']}>
          <UsdtText amount={refund.amount} />
        </span>
        <RefundChip refund={refund} />
      </p>
      <Words view={view} card={card} />
      {openRemarks(refund).map((remark) => (
        <Remark key={remark} remark={remark} />
      ))}
      {card === 'asked' && asked === null && <CodeForm view={view} />}
      {asked === null ? (
        <Decisions view={view} card={card} now={now} onAsk={setAsked} />
      ) : (
        <DecideForm view={view} decision={asked} onEnd={() => setAsked(null)} />
      )}
      <RefundFacts view={view} />
      <CheckLine view={view} />
    </section>
  )
}

function Words({ view, card }: { readonly view: RefundView; readonly card: RefundCardKind }) {
  const { t } = useTranslation('refund')
  const format = useFormat()
  const { searchedAt } = view.refund
  const time = searchedAt === null ? '' : format.time(searchedAt)
  return (
    <div role="status" className={styles['words']}>
      <h3 id="refund-title" className={styles['cardTitle']}>
        {t(`card.${card}.title`)}
      </h3>
      <p>{t(`card.${card}.text`, { time })}</p>
      {hasNext(card) && <p className={styles['next']}>{t(`card.${card}.next`)}</p>}
    </div>
  )
}

const WITH_NEXT = ['unsure', 'searched', 'codeOver', 'failed'] as const

function hasNext(card: RefundCardKind): card is (typeof WITH_NEXT)[number] {
  return (WITH_NEXT as readonly string[]).includes(card)
}

function Remark({ remark }: { readonly remark: RefundView['refund']['remarks'][number] }) {
  const { t } = useTranslation('refund')
  return (
    <p className={styles['remark']} role="alert">
      {t(`remark.${remark}`)}
    </p>
  )
}

type DecisionsProps = {
  readonly view: RefundView
  readonly card: RefundCardKind
  readonly now: number
  readonly onAsk: (decision: RefundDecision) => void
}

/** What a person may say about it: never while the gateway's own word is to be waited for. */
function Decisions({ view, card, now, onAsk }: DecisionsProps) {
  const { t } = useTranslation('refund')
  const { refund } = view
  const isByHand = card === 'byHand'
  const hasRemarks = openRemarks(refund).length > 0
  const { mayRecord, mayAbandon } = wordsOf(view, now)
  if (!mayRecord && !mayAbandon && !hasRemarks) return null
  return (
    <div className={styles['actions']}>
      {mayRecord && (
        <Button variant={isByHand ? 'primary' : 'secondary'} onPress={() => onAsk('record')}>
          {t(isByHand ? 'act.enter' : 'act.record')}
        </Button>
      )}
      {mayAbandon && (
        <Button onPress={() => onAsk('abandon')}>{t(isByHand ? 'act.giveUp' : 'act.abandon')}</Button>
      )}
      {hasRemarks && <Button onPress={() => onAsk('dealWith')}>{t('act.dealWith')}</Button>}
    </div>
  )
}
