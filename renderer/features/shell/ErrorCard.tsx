import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { charge, closeError } from '../../commands/charge-commands.ts'
import { openGatewaySettings, openSettings } from '../../commands/screen-commands.ts'
import { Card } from '../../elements/Card.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { nextGateway } from '../../lib/gateway-standing.ts'
import { useMay } from '../../lib/use-may.ts'
import { useCharge, useTill } from '../../stores/app-stores.ts'
import { DiscountApproval } from '../charge/DiscountApproval.tsx'
import styles from './shell.module.css'

/** Errors that the settings can cure. */
const CURED_BY_SETTINGS = ['notSetUp', 'wrongKey', 'coinNotEnabled', 'noEstimate', 'keychainUnavailable']

/** What became of the last thing that was tried; the price on the left is still there. */
export function ErrorCard() {
  const { t } = useTranslation(['cashier', 'gateways'])
  const next = useTill(nextGateway)
  const mayCure = useMay('changeMoney') === 'always'
  const maySetRate = useMay('changeRate') === 'always'
  const error = useCharge((draft) => draft.error)
  if (error === null) return null
  if (error.code === 'needsApproval' && error.ability === 'discountMore') return <DiscountApproval />
  const isWarning = error.code === 'sameAmount'
  // A gateway with rates of its own has none for the moment; one without needs the owner.
  const asksForRate = error.code === 'noRate' && next?.pricesInUsdt === true
  return (
    <div role="alert">
      <Card tone={isWarning ? 'warning' : 'danger'} className={styles['error']} label={t('failure.label')}>
        <div className={styles['errorBody']}>
          <CircleAlert
            size={28}
            className={styles['errorIcon']}
            data-warning={isWarning}
            aria-hidden="true"
          />
          <ErrorText
            error={error}
            instead={
              asksForRate
                ? { text: 'gateways:noRate', values: { title: next.title, currency: error.currency } }
                : undefined
            }
          />
        </div>
        <div className={styles['errorActions']}>
          {mayCure && CURED_BY_SETTINGS.includes(error.code) && (
            <CommandButton command={openSettings} variant="primary" />
          )}
          {maySetRate && asksForRate && (
            <CommandButton command={openGatewaySettings} variant="primary">
              {t('gateways:noRate.open')}
            </CommandButton>
          )}
          {isWarning && (
            <CommandButton command={charge} variant="primary">
              {t('act.anyway')}
            </CommandButton>
          )}
          <CommandButton command={closeError} />
        </div>
      </Card>
    </div>
  )
}
