import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EarlyRelease } from '../../../shared/contract/settings.ts'
import { money } from '../../../shared/money/money.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import type { OwnersWord } from '../owner/use-owners-word.ts'
import { draftOf, isSameRule, type RuleDraft, ruleOf } from './early-release.ts'
import { ChoiceGroup } from './fields/ChoiceGroup.tsx'
import styles from './settings.module.css'

const CHOICES = ['off', 'sending', 'confirmed'] as const

/** Off, or from which status on and up to which price. Chosen first, then shown to be the owner's wish with the PIN. */
export function EarlyReleaseForm() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const backend = useBackend()
  const rule = useTill((till) => till.settings.earlyRelease)
  const currency = useTill((till) => till.settings.currency)
  const hasPin = useTill(({ ownerPin, people }) => ownerPin === 'set' || people.length > 0)
  const [draft, setDraft] = useState<RuleDraft | null>(null)
  const [step, setStep] = useState<'choosing' | 'invalid' | 'asking' | 'saved'>('choosing')
  const shown = draft ?? draftOf(rule, currency)
  const wanted = ruleOf(shown, currency)

  const inWords = (one: EarlyRelease | null) =>
    one === null ? (
      <Sentence text="settings:early.is.off" />
    ) : (
      <Sentence
        text={`settings:early.is.${one.at}`}
        values={{ amount: format.money(money(one.upToMinor, currency)) }}
      />
    )
  const change = (part: Partial<RuleDraft>) => {
    setDraft({ ...shown, ...part })
    setStep('choosing')
  }
  const confirm = async ({ word }: OwnersWord) => {
    const result = await backend.owner.setEarlyRelease({ word, earlyRelease: wanted ?? null })
    if (result.ok) {
      setDraft(null)
      setStep('saved')
    }
    return result
  }
  return (
    <div className={styles['rule']}>
      <p className={styles['now']} role="status">
        {inWords(rule)} {step === 'saved' && <strong>{t('saved')}</strong>}
      </p>
      <ChoiceGroup
        label={t('early.when')}
        value={shown.at}
        choices={CHOICES.map((value) => ({
          value,
          text: t(`early.at.${value}`),
          hint: t(`early.hint.${value}`),
        }))}
        onChange={(at) => change({ at })}
      />
      {shown.at !== 'off' && (
        <div className={styles['upTo']}>
          <Field
            label={t('early.upTo', { currency })}
            value={shown.upTo}
            onChange={(upTo) => change({ upTo })}
            description={t('early.upToHint')}
            error={step === 'invalid' ? t('early.upToInvalid') : undefined}
            inputMode="decimal"
            maxLength={20}
          />
        </div>
      )}
      {step === 'asking' && wanted !== undefined ? (
        <div ref={intoView} className={styles['asking']}>
          <OwnerForm
            label={t('early.change')}
            ability="changeMoney"
            meaning={inWords(wanted)}
            asksReason={false}
            onConfirm={confirm}
            onBack={() => setStep('choosing')}
          />
        </div>
      ) : (
        <div className={styles['actions']}>
          <Button
            onPress={() => setStep(wanted === undefined ? 'invalid' : 'asking')}
            isDisabled={!hasPin || isSameRule(rule, wanted)}
          >
            {t('early.change')}
          </Button>
          {!hasPin && <p className={styles['blockText']}>{t('early.needsPin')}</p>}
        </div>
      )}
    </div>
  )
}

/** What is asked must not stay below the fold. */
function intoView(question: HTMLElement | null): void {
  question?.scrollIntoView({ block: 'nearest' })
}
