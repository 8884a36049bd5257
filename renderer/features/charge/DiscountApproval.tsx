import { useTranslation } from 'react-i18next'
import type { Word } from '../../../shared/contract/pin.ts'
import { err } from '../../../shared/result.ts'
import { asksForWord } from '../../commands/charge-commands.ts'
import { useApp, useAppState } from '../../commands/use-command.ts'
import { Card } from '../../elements/Card.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useCharge, usePayments, useStores, useTill } from '../../stores/app-stores.ts'
import { dismissError, priceOf, startCharge } from '../../stores/charge-store.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import styles from './charge.module.css'
import { useDiscountText } from './use-discount-text.ts'

/** A discount that whoever is signed in may not give alone: the word of somebody who may charges it. */
export function DiscountApproval() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const inText = useDiscountText()
  const { backend } = useApp()
  const { charge } = useStores()
  const isAsked = useAppState(asksForWord)
  const { currency, entryStyle: style } = useTill(({ settings }) => settings)
  const draft = useCharge((whole) => whole)
  const isTipAsked = usePayments(({ tip }) => tip !== null)
  if (!isAsked || isTipAsked || draft.discount === null) return null
  const price = priceOf(draft, { currency, style })

  // Whoever approves looks at the sale; a second warning after it would ask for their word once more.
  const confirm = async (word: Word, reason: string) =>
    (await startCharge(charge, backend, price, true, { word, reason })) ?? err({ code: 'notNow' })
  return (
    <Card tone="warning" className={styles['approval']}>
      <OwnerForm
        label={t('discount.label')}
        ability="discountMore"
        meaning={t('discount.meaning', {
          off: inText(draft.discount),
          price: format.money(price),
        })}
        onConfirm={({ word, reason }) => confirm(word, reason)}
        onBack={() => dismissError(charge)}
      />
    </Card>
  )
}
