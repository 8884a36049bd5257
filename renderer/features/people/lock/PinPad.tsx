import { Delete } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../elements/Button.tsx'
import { Field } from '../../../elements/Field.tsx'
import { formatDigit } from '../../../lib/format.ts'
import { useLocale } from '../../../lib/use-format.ts'
import styles from './lock.module.css'
import { SignInRefusal } from './SignInRefusal.tsx'
import type { PinEntry, PinKey } from './use-pin-entry.ts'

const DIGITS: readonly PinKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3']

/** Where the keypad is while the till is open: the PIN of whoever is chosen. */
export function PinPad({ entry }: { readonly entry: PinEntry }) {
  const { t } = useTranslation(['lock', 'common'])
  const locale = useLocale()
  const { chosen, pin, isAsking } = entry
  return (
    <section className={styles['pad']} aria-label={t('pin')}>
      <div className={styles['pin']}>
        <Field
          label={chosen === undefined ? t('pin') : t('pinOf', { name: chosen.name })}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={entry.type}
          maxLength={12}
          isCode
          hasFocus
        />
      </div>
      <div className={styles['said']}>
        <Said entry={entry} />
      </div>
      <fieldset className={styles['keys']} aria-label={t('keys')} dir="ltr">
        {DIGITS.map((key) => (
          <Key key={key} entry={entry} press={key} face={formatDigit(key, locale)} />
        ))}
        <Key entry={entry} press="clear" face="C" label={t('clear')} />
        <Key entry={entry} press="0" face={formatDigit('0', locale)} />
        <Key
          entry={entry}
          press="back"
          face={<Delete size={28} strokeWidth={1.75} aria-hidden="true" />}
          label={t('back')}
        />
      </fieldset>
      <Button
        type="submit"
        variant="primary"
        size="large"
        isWide
        keepsFocus
        isDisabled={isAsking}
        keyCap={t('common:key.enter')}
        className={styles['signIn']}
      >
        {isAsking ? t('asking') : t('signIn')}
      </Button>
    </section>
  )
}

/** What is missing, or why the last try was refused; its place is kept. */
function Said({ entry: { missing, refusal, pin } }: { readonly entry: PinEntry }) {
  const { t } = useTranslation('lock')
  if (missing !== null) {
    return (
      <p className={styles['refusal']} role="alert">
        {t(missing === 'person' ? 'chooseFirst' : 'digits')}
      </p>
    )
  }
  // Whoever types again has read it.
  if (refusal === undefined || (pin !== '' && refusal.error.code === 'pinWrong')) return null
  return <SignInRefusal refusal={refusal} />
}

type KeyProps = {
  readonly entry: PinEntry
  readonly press: PinKey
  readonly face: ReactNode
  readonly label?: string
}

function Key({ entry, press, face, label }: KeyProps) {
  return (
    <Button
      className={styles['key']}
      keepsFocus
      onPress={() => entry.press(press)}
      {...(label !== undefined && { label })}
    >
      {face}
    </Button>
  )
}
