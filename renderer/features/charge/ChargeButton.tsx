import { useTranslation } from 'react-i18next'
import { money } from '../../../shared/money/money.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { charge } from '../../commands/charge-commands.ts'
import { classNames } from '../../lib/class-names.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useCharge, usePayments, useTill } from '../../stores/app-stores.ts'
import { priceOf } from '../../stores/charge-store.ts'
import { draftSale } from '../../stores/extras.ts'
import styles from './charge.module.css'

/** Says the price it will charge; while the gateway is slow it says that it asks. */
export function ChargeButton() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const draft = useCharge((state) => state)
  const currency = useTill((till) => till.settings.currency)
  const style = useTill((till) => till.settings.entryStyle)
  const taxes = useTill((till) => till.settings.taxes)
  const isAsked = usePayments(({ tip }) => tip !== null)
  const sale = draftSale(draft, { currency, style }, taxes)
  const price = sale?.ok ? money(sale.value.total, currency) : priceOf(draft, { currency, style })
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
      {draft.isStarting && (
        <span className={styles['asking']}>{isAsked ? t('tip.asking') : t('keypad.asking')}</span>
      )}
    </CommandButton>
  )
}
