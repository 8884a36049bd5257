import { Delete } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { decimalsOf } from '../../../shared/money/currency.ts'
import type { EntryKey } from '../../../shared/money/keypad.ts'
import { typeKey } from '../../commands/charge-commands.ts'
import { typeIntoPin } from '../../commands/pin-keys.ts'
import { useApp } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { decimalMark, formatDigit } from '../../lib/format.ts'
import { useLocale } from '../../lib/use-format.ts'
import { useCharge, useTill } from '../../stores/app-stores.ts'
import styles from './charge.module.css'

const DIGITS: readonly EntryKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3']

/** Laid out as the number block of a keyboard, in every language. */
export function Keypad() {
  const { t } = useTranslation('cashier')
  const locale = useLocale()
  const currency = useTill((till) => till.settings.currency)
  const style = useTill((till) => till.settings.entryStyle)
  const open = useCharge((draft) => draft.open)
  const isPercent = open?.kind === 'discount' && open.unit === 'percent'
  const hasPoint = isPercent || (style === 'units' && decimalsOf(currency) > 0)
  return (
    <fieldset className={styles['keypad']} aria-label={t('keypad.label')} dir="ltr">
      {DIGITS.map((key) => (
        <Key key={key} press={key} face={formatDigit(key, locale)} />
      ))}
      {hasPoint ? (
        <Key press="point" face={decimalMark(locale)} label={t('keypad.point')} />
      ) : (
        <Key press="00" face={formatDigit('0', locale).repeat(2)} />
      )}
      <Key press="0" face={formatDigit('0', locale)} />
      <Key press="back" face={<Delete size={32} strokeWidth={1.75} />} label={t('keypad.back')} />
    </fieldset>
  )
}

type KeyProps = {
  readonly press: EntryKey
  readonly face: React.ReactNode
  readonly label?: string
}

function Key({ press, face, label }: KeyProps) {
  const app = useApp()
  const onPress = () => {
    if (typeIntoPin(press)) return
    // A finger on the keypad is done with the reference field: what is typed next is a price again.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
    typeKey(app, press)
  }
  return (
    <Button className={styles['key']} keepsFocus onPress={onPress} {...(label !== undefined && { label })}>
      {face}
    </Button>
  )
}
