import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Balance, ConversionOutcome } from '../../../../shared/contract/account.ts'
import { Button } from '../../../elements/Button.tsx'
import styles from '../account.module.css'
import { AskedFailure, AskedHead } from '../asked/AskedCard.tsx'
import { ListNote } from '../asked/ListNote.tsx'
import type { Asked } from '../asked/use-asked.ts'
import { ConversionForm } from './ConversionForm.tsx'
import { ConversionOutcomeText } from './ConversionOutcomeText.tsx'
import { ConversionTable } from './ConversionTable.tsx'
import { useConversions } from './use-conversions.ts'

type ConversionsCardProps = { readonly isSignedIn: boolean; readonly balance: Asked<Balance> }

/** Making one coin into another, and those made before. What came of the last one stays when the sign-in ends. */
export function ConversionsCard({ isSignedIn, balance }: ConversionsCardProps) {
  const { t } = useTranslation('account')
  const conversions = useConversions(isSignedIn)
  const [isForm, setForm] = useState(false)
  const [outcome, setOutcome] = useState<ConversionOutcome | null>(null)
  const title = t('conversion.title')

  const ended = (told: ConversionOutcome): void => {
    setOutcome(told)
    setForm(false)
    void conversions.ask()
    void balance.ask()
  }
  return (
    <section className={styles['block']} aria-label={title}>
      {isSignedIn ? (
        <AskedHead
          title={title}
          again={t('conversion.refresh')}
          asked={conversions}
          at={conversions.answer?.at ?? null}
        />
      ) : (
        <h3 className={styles['blockTitle']}>{title}</h3>
      )}
      {outcome !== null && <ConversionOutcomeText outcome={outcome} onSeen={() => setOutcome(null)} />}
      {!isSignedIn && <p className={styles['quiet']}>{t('conversion.signedOut')}</p>}
      {isSignedIn && isForm && (
        <ConversionForm coins={balance.answer?.coins ?? []} onEnded={ended} onBack={() => setForm(false)} />
      )}
      {isSignedIn && !isForm && (
        <div className={styles['actions']}>
          <Button onPress={() => setForm(true)} isDisabled={balance.answer === null}>
            {t('conversion.new')}
          </Button>
        </div>
      )}
      <AskedFailure error={conversions.error} hasAnswer={conversions.answer !== null} />
      {conversions.answer !== null && (
        <>
          <ConversionTable rows={conversions.answer.rows} />
          <ListNote list={conversions.answer} />
        </>
      )}
    </section>
  )
}
