import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { isSetUpIn } from '../../lib/gateway-standing.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './gateways.module.css'

type InUse = NonNullable<GatewayView['inUse']>

/** How a gateway of the open mode has been answering; of others, why nothing is known. Nothing where it is not set up. */
export function HealthText({ gateway }: { readonly gateway: GatewayView }) {
  const { t } = useTranslation('gateways')
  const mode = useTill((till) => till.mode)
  if (gateway.inUse) return <Health inUse={gateway.inUse} />
  if (mode === 'practice') return <Line state="away">{t('state.away')}</Line>
  return isSetUpIn(gateway, mode) ? <Line state="unknown">{t('state.waiting')}</Line> : null
}

function Health({ inUse }: { readonly inUse: InUse }) {
  const { t } = useTranslation('gateways')
  const format = useFormat()
  const { calls, failures } = inUse.recent
  return (
    <Line state={inUse.health.state}>
      <State inUse={inUse} />{' '}
      {failures > 0 && t('failures', { failures: format.count(failures), calls: format.count(calls) })}
    </Line>
  )
}

function State({ inUse: { health, recent } }: { readonly inUse: InUse }): ReactNode {
  const { t } = useTranslation('gateways')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { state, error, checkedAt } = health
  if (state === 'unknown') return t('state.unknown')
  if (error === null) {
    return recent.medianMs === null
      ? t('state.okNew')
      : t('state.ok', { seconds: seconds(recent.medianMs, format.locale) })
  }
  const { key, values } = errorText(error)
  return (
    <>
      {checkedAt === null
        ? t('state.failingFirst')
        : t('state.failing', { time: format.moment(checkedAt, today) })}{' '}
      <Sentence text={`error:${key}.title`} values={values} />.
    </>
  )
}

/** Signs as in the top bar: by shape as well as by colour. */
function Line({ state, children }: { readonly state: string; readonly children: ReactNode }) {
  return (
    <p className={styles['health']} data-state={state}>
      <span>{children}</span>
    </p>
  )
}

/** 240 ms → "0.3": up to the next tenth, so that it is never less than it was. */
function seconds(ms: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(Math.ceil(ms / 100) / 10)
}
