import { Check, Circle, LoaderCircle, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import styles from './connect.module.css'
import type { StepState } from './connection-steps.ts'

const SIGNS = { waiting: Circle, testing: LoaderCircle, passed: Check, failed: X } as const

type ConnectStepsProps = { readonly gateway: GatewayView; readonly steps: readonly StepState[] }

/** What was tested, in order; each step says how it went by shape and by word. */
export function ConnectSteps({ gateway, steps }: ConnectStepsProps) {
  const { t } = useTranslation('settings')
  return (
    <ol className={styles['steps']} aria-label={t('connect.steps')}>
      {steps.map(({ step, state }) => {
        const Sign = SIGNS[state]
        return (
          <li key={step} className={styles['step']} data-state={state}>
            <span className={styles['sign']} aria-hidden="true">
              <Sign size={16} strokeWidth={3} />
            </span>
            <span className={styles['stepText']}>{t(`connect.step.${step}`, { title: gateway.title })}</span>
            <span className={styles['stepState']}>{t(`connect.stepState.${state}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}
