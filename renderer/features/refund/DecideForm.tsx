import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import type { Result } from '../../../shared/result.ts'
import { Field } from '../../elements/Field.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import type { OwnersWord } from '../owner/use-owners-word.ts'
import styles from './refund.module.css'

/** What only the owner can say about a refund. */
export type RefundDecision = 'record' | 'abandon' | 'dealWith'

type DecideFormProps = {
  readonly view: RefundView
  readonly decision: RefundDecision
  readonly onEnd: () => void
}

/** The owner's word about a refund, with their PIN; of one that was sent, with its transaction. */
export function DecideForm({ view, decision, onEnd }: DecideFormProps) {
  const { t } = useTranslation('refund')
  const backend = useBackend()
  const [transactionId, setTransactionId] = useState('')
  const { id, way } = view.refund
  const isByHand = way === 'byHand'
  // Who may not do it alone says why: the approval stands in the journal with its reason.
  const isSelfEvident = useMay('refund') === 'always' && decision === 'record' && isByHand

  function tell({ word, reason }: OwnersWord): Promise<Result<unknown>> {
    switch (decision) {
      case 'record':
        return backend.refunds.record({ id, word, transactionId, reason: isSelfEvident ? null : reason })
      case 'abandon':
        return backend.refunds.abandon({ id, word, reason })
      case 'dealWith':
        return backend.refunds.dealWith({ id, word, reason })
    }
  }
  return (
    <div className={styles['decide']}>
      {decision === 'record' && (
        <Field
          label={t('record.field')}
          value={transactionId}
          onChange={setTransactionId}
          description={t('record.hint')}
          maxLength={400}
          isCode
        />
      )}
      <OwnerForm
        label={t(`${decision}.label`)}
        ability={decision === 'dealWith' ? 'closeException' : 'refund'}
        meaning={t(decision === 'abandon' && isByHand ? 'abandonByHand.meaning' : `${decision}.meaning`)}
        asksReason={!isSelfEvident}
        onConfirm={async (word) => {
          const told = await tell(word)
          if (told.ok) onEnd()
          return told
        }}
        onBack={onEnd}
      />
    </div>
  )
}
