import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { charge } from '../../commands/charge-commands.ts'
import { classNames } from '../../lib/class-names.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useCharge, useTill } from '../../stores/app-stores.ts'
import { priceOf } from '../../stores/charge-store.ts'
import styles from './charge.module.css'

/** Says the price it will charge; while the gateway is slow it says that it asks. */
export function ChargeButton() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const draft = useCharge((state) => state)
  const currency = useTill((till) => till.settings.currency)
  const style = useTill((till) => till.settings.entryStyle)
  const price = priceOf(draft, { currency, style })
  const label =
    price.minor === 0 ? t('keypad.charge') : t('keypad.chargeAmount', { price: format.money(price) })
  return (
    <CommandButton
      command={charge}
      variant="primary"
      isWide
      className={classNames(styles['charge'], draft.isStarting && styles['starting'])}
    >
      <span className={styles['chargeLabel']}>{label}</span>
      {draft.isStarting && <span className={styles['asking']}>{t('keypad.asking')}</span>}
    </CommandButton>
  )
}
