import { useTranslation } from 'react-i18next'
import type { ConversionOutcome } from '../../../../shared/contract/account.ts'
import { Button } from '../../../elements/Button.tsx'
import styles from '../account.module.css'
import { ConversionTable } from './ConversionTable.tsx'

type ConversionOutcomeTextProps = { readonly outcome: ConversionOutcome; readonly onSeen: () => void }

/** What came of the last conversion. In doubt it says what the gateway's list shows, and that nothing is repeated. */
export function ConversionOutcomeText({ outcome, onSeen }: ConversionOutcomeTextProps) {
  const { t } = useTranslation('account')
  const isMade = outcome.kind === 'made'
  const found = outcome.kind === 'maybe' ? outcome.found : []
  return (
    <div
      className={isMade ? styles['made'] : styles['failure']}
      role={isMade ? 'status' : 'alert'}
      ref={intoView}
    >
      <h4 className={styles['outcomeTitle']}>{t(isMade ? 'conversion.made' : 'conversion.maybe')}</h4>
      <p>{t(textOf(outcome))}</p>
      {outcome.kind === 'maybe' && !outcome.isCertain && <p>{t('conversion.listUncertain')}</p>}
      {found.length > 0 && <ConversionTable rows={found} />}
      <div className={styles['actions']}>
        <Button onPress={onSeen}>{t('conversion.seen')}</Button>
      </div>
    </div>
  )
}

function textOf(outcome: ConversionOutcome) {
  if (outcome.kind === 'made') return 'conversion.madeText'
  return outcome.found.length > 0 ? 'conversion.maybeFound' : 'conversion.maybeNotFound'
}

/** What came of money must not stay below the fold. */
function intoView(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' })
}
