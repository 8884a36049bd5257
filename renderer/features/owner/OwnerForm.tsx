import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/result.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { openOwnerSettings } from '../../commands/screen-commands.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { GiverChoice, usePinLabel } from './GiverChoice.tsx'
import styles from './owner.module.css'
import { RefusalText } from './RefusalText.tsx'
import { useEscape } from './use-escape.ts'
import { useGiver, type WordFor } from './use-giver.ts'
import { type OwnersWord, useOwnersWord } from './use-owners-word.ts'

type OwnerFormProps = {
  /** What is being decided, for screen readers and tests. */
  readonly label: string
  /** What it takes to decide so alone: whoever is able to gives their word. */
  readonly ability: WordFor
  /** One line: what confirming means. */
  readonly meaning: ReactNode
  /** False where no reason is recorded; then the word's is empty. */
  readonly asksReason?: boolean
  /** Asks main. Where it says yes, the caller takes the form away. */
  readonly onConfirm: (word: OwnersWord) => Promise<Result<unknown>>
  /** The same without a PIN, where main takes the word of whoever is signed in for it. */
  readonly onAlone?: (reason: string) => Promise<Result<unknown>>
  readonly onBack: () => void
  /** What there is to fill in besides, and whether it fits. */
  readonly children?: ReactNode
  readonly check?: () => boolean
}

/**
 * The owner's word in place, without a dialog, or that of somebody else who may: why, and their PIN. It has the keyboard as soon as it is
 * there. Enter confirms, and Escape goes back wherever the focus is. Nothing typed is lost to a refusal except the PIN.
 */
export function OwnerForm(props: OwnerFormProps) {
  const hasNoPin = useTill(({ ownerPin, people }) => ownerPin === 'none' && people.length === 0)
  return hasNoPin ? <NoPin {...props} /> : <WordForm {...props} />
}

function WordForm(props: OwnerFormProps) {
  const { label, ability, meaning, asksReason = true, check, onConfirm, onAlone, onBack, children } = props
  const { t } = useTranslation(['cashier', 'common'])
  const giver = useGiver(ability)
  const pinLabel = usePinLabel(giver)
  const word = useOwnersWord({ giver, asksReason, check, onConfirm, onAlone })
  const form = useRef<HTMLFormElement>(null)
  const { pinTurn } = word
  useEscape(onBack, form)
  // Whatever opened it may be gone. What comes first is what is asked for first; of a choice, what is chosen.
  useEffect(() => {
    if (form.current?.contains(document.activeElement)) return
    form.current?.querySelector<HTMLInputElement>('input:checked, input:not([type="radio"])')?.focus()
  }, [])
  // One and the same field throughout: no digit of a PIN ever finds the keyboard with the keypad.
  useEffect(() => {
    if (pinTurn > 0)
      form.current?.querySelector<HTMLInputElement>(`.${styles['fields']} input[type="password"]`)?.focus()
  }, [pinTurn])
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={label}
      data-asks-pin={word.asksPin}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void word.submit()
      }}
    >
      <p className={styles['meaning']}>{meaning}</p>
      {children}
      {word.asksPin && <GiverChoice giver={giver} isMissing={word.isGiverMissing} />}
      <div className={styles['fields']}>
        {asksReason && (
          <Field
            label={t('owner.reason')}
            value={word.reason}
            onChange={word.setReason}
            error={word.isReasonMissing ? t('owner.reasonMissing') : undefined}
            maxLength={200}
            hasFocus
          />
        )}
        {word.asksPin && (
          <Field
            label={pinLabel}
            type="password"
            inputMode="numeric"
            value={word.pin}
            onChange={word.setPin}
            error={word.isPinMissing ? t('owner.pinMissing') : undefined}
            maxLength={12}
            isCode
          />
        )}
      </div>
      {word.refusal !== null && <RefusalText refusal={word.refusal} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" keyCap={t('common:key.enter')} isDisabled={word.isAsking}>
          {word.isAsking ? t('owner.asking') : t('owner.confirm')}
        </Button>
        <Button onPress={onBack} keyCap={t('common:key.escape')}>
          {t('common:back')}
        </Button>
      </div>
    </form>
  )
}

/** Without a PIN there is nothing to show: the way to set one. */
function NoPin({ label, onBack }: OwnerFormProps) {
  const { t } = useTranslation('common')
  const section = useRef<HTMLElement>(null)
  useEscape(onBack, section)
  return (
    <section ref={section} className={styles['form']} aria-label={label}>
      <p className={styles['meaning']}>
        <Sentence text="error:pinNotSet.explanation" />{' '}
        <strong>
          <Sentence text="error:pinNotSet.next" />
        </strong>
      </p>
      <div className={styles['actions']}>
        <CommandButton command={openOwnerSettings} variant="primary" />
        <Button onPress={onBack} keyCap={t('key.escape')}>
          {t('back')}
        </Button>
      </div>
    </section>
  )
}
