import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { gatewayTrouble } from '../../../shared/gateway-trouble.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { failoverOf, inUse, nextGateway } from '../../lib/gateway-standing.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './shell.module.css'

/** Whether the gateway of the next charge answers; by its name where there are several, and with the reason when it is not the first. */
export function GatewayMark() {
  const state = useTill((till) => till.gateway.state)
  return (
    <p className={styles['health']} data-state={state}>
      <MarkText />
    </p>
  )
}

function MarkText() {
  const { t } = useTranslation(['cashier', 'gateways'])
  const till = useTill((whole) => whole)
  const { state, error } = till.gateway
  const next = nextGateway(till)
  const failover = failoverOf(till)
  const standing = isSetUpFault(error) ? 'setUp' : state
  if (next && failover && state !== 'failing') {
    const reason = isSetUpFault(failover.error) ? 'insteadSetUp' : 'insteadFailing'
    const values = { title: next.title, first: failover.first.title }
    return (
      <span>
        <Sentence text={`gateways:top.${reason}`} values={values} />
      </span>
    )
  }
  if (next && inUse(till).length > 1) return t(`gateways:top.${standing}`, { title: next.title })
  return t(`top.gateway.${standing}`)
}

function isSetUpFault(error: AppError | null): boolean {
  return error !== null && gatewayTrouble(error) === 'setUp'
}
