import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DecidedDifference, ReportedDifference } from '../../../../shared/contract/reconciliation.ts'
import { BOOKS_DECISIONS } from '../../../../shared/reconciliation/limits.ts'
import { useApp } from '../../../commands/use-command.ts'
import { Button } from '../../../elements/Button.tsx'
import { Segments } from '../../../elements/Segments.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { useBooks, usePayments, useTill } from '../../../stores/app-stores.ts'
import { OwnerForm } from '../../owner/OwnerForm.tsx'
import { decide } from '../comparing.ts'
import styles from './decision.module.css'

/** What the owner said about a line, or the way to say it. Nothing where there is nothing to say. */
export function DifferenceDecision({ line }: { readonly line: ReportedDifference }) {
  const { t } = useTranslation('books')
  const [isOpen, setOpen] = useState(false)
  const key = line.record?.key
  const said = useBooks(({ decided }) => (key === undefined ? undefined : decided[key]))
  if (line.record === null) return null
  const decided = said ?? line.record.decided
  if (decided !== null) return <Said decided={decided} />
  if (isOpen) return <DecisionForm recordKey={line.record.key} onEnd={() => setOpen(false)} />
  return (
    <div className={styles['start']}>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t('decision.start')}
      </Button>
    </div>
  )
}

function Said({ decided }: { readonly decided: DecidedDifference }) {
  const { t } = useTranslation('books')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { decision, reason, at, person } = decided
  const time = format.moment(at, today)
  return (
    <p className={styles['said']}>
      <strong>{t(`decision.${decision}`)}</strong> <bdi>{reason}</bdi>{' '}
      <span className={styles['by']}>
        {person === null ? time : t('decision.by', { person: person.name, time })}
      </span>
    </p>
  )
}

type DecisionFormProps = { readonly recordKey: string; readonly onEnd: () => void }

function DecisionForm({ recordKey, onEnd }: DecisionFormProps) {
  const { t } = useTranslation('books')
  const app = useApp()
  const mode = useTill((till) => till.mode)
  const [decision, setDecision] = useState<DecidedDifference['decision']>('explained')
  return (
    <OwnerForm
      label={t('decision.label')}
      ability="reconcile"
      meaning={t('decision.meaning')}
      onConfirm={({ word, reason }) => decide(app, mode, { key: recordKey, decision, reason, word })}
      onAlone={(reason) => decide(app, mode, { key: recordKey, decision, reason, word: null })}
      onBack={onEnd}
    >
      <div className={styles['choice']}>
        <Segments
          label={t('decision.choice')}
          options={BOOKS_DECISIONS.map((one) => ({ key: one, text: t(`decision.${one}`) }))}
          current={decision}
          onChoose={setDecision}
        />
      </div>
    </OwnerForm>
  )
}
