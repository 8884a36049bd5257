import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import { canMarkByHand, DECISION_ABILITIES } from '../../commands/decision-commands.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { useOpenDecision, useStores } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { closeDecision, type OwnersDecision } from '../../stores/decision-store.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import { problemValues } from './problem-text.ts'

/** What the owner is asked for on this payment's card, as long as it can still be decided; null otherwise. */
export function useDecision(view: PaymentView): OwnersDecision | null {
  const open = useOpenDecision()
  if (open?.paymentId !== view.payment.id) return null
  switch (open.decision) {
    case 'accepted':
      return view.choices.includes('accepted') ? 'accepted' : null
    case 'byHand':
      return canMarkByHand(view) ? 'byHand' : null
  }
}

type DecisionFormProps = { readonly view: PaymentView; readonly decision: OwnersDecision }

/** The owner's form about this payment. It is closed when its card goes. */
export function DecisionForm({ view, decision }: DecisionFormProps) {
  const { t } = useTranslation('cashier')
  const backend = useBackend()
  const { decision: store } = useStores()
  useEffect(() => () => closeDecision(store), [store])
  const { id, status } = view.payment

  const decide = async (word: Word | null, reason: string) => {
    const result = await backend.payments.decide({ id, decision, word, reason })
    if (result.ok) closeDecision(store)
    return result
  }
  const meaning = decision === 'byHand' && status === 'awaiting' ? 'byHandLive' : decision
  return (
    <OwnerForm
      label={t(`decision.${decision}.label`)}
      ability={DECISION_ABILITIES[decision]}
      meaning={<Sentence text={`cashier:decision.${meaning}.meaning`} values={problemValues(view)} />}
      onConfirm={({ word, reason }) => decide(word, reason)}
      onAlone={(reason) => decide(null, reason)}
      onBack={() => closeDecision(store)}
    />
  )
}
