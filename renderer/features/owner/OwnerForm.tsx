import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/result.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { openOwnerSettings } from '../../commands/screen-commands.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useTill } from '../../stores/app-stores.ts'
import styles from './owner.module.css'
import { RefusalText } from './RefusalText.tsx'
import { type OwnersWord, useOwnersWord } from './use-owners-word.ts'

type OwnerFormProps = {
  /** What is being decided, for screen readers and tests. */
  readonly label: string
  /** One line: what confirming means. */
  readonly meaning: ReactNode
  /** False where no reason is recorded; then the word's is empty. */
  readonly asksReason?: boolean
  /** Asks main. Where it says yes, the caller takes the form away. */
  readonly onConfirm: (word: OwnersWord) => Promise<Result<unknown>>
  readonly onBack: () => void
}

/**
 * The owner's word in place, without a dialog: why, and their PIN. Enter confirms and Escape goes back; while it has
 * the keyboard the keypad is quiet. Nothing typed is lost to a refusal except the PIN.
 */
export function OwnerForm(props: OwnerFormProps) {
  const hasNoPin = useTill((till) => till.ownerPin === 'none')
  return hasNoPin ? <NoPin {...props} /> : <WordForm {...props} />
}

function WordForm({ label, meaning, asksReason = true, onConfirm, onBack }: OwnerFormProps) {
  const { t } = useTranslation(['cashier', 'common'])
  const word = useOwnersWord(asksReason, onConfirm)
  const form = useRef<HTMLFormElement>(null)
  const { pinTurn } = word
  // One and the same field throughout: no digit of a PIN ever finds the keyboard with the keypad.
  useEffect(() => {
    if (pinTurn > 0) form.current?.querySelector<HTMLInputElement>('input[type="password"]')?.focus()
  }, [pinTurn])
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void word.submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onBack()
      }}
    >
      <p className={styles['meaning']}>{meaning}</p>
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
        <Field
          label={t('owner.pin')}
          type="password"
          inputMode="numeric"
          value={word.pin}
          onChange={word.setPin}
          error={word.isPinMissing ? t('owner.pinMissing') : undefined}
          maxLength={12}
          isCode
          hasFocus={!asksReason}
        />
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
  return (
    <section className={styles['form']} aria-label={label}>
      <p className={styles['meaning']}>
        <Sentence text="error:pinNotSet.explanation" />{' '}
        <strong>
          <Sentence text="error:pinNotSet.next" />
        </strong>
      </p>
      <div className={styles['actions']}>
        <CommandButton command={openOwnerSettings} variant="primary" />
        <Button onPress={onBack}>{t('back')}</Button>
      </div>
    </section>
  )
}
