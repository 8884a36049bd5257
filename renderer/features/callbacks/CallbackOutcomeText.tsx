import { useTranslation } from 'react-i18next'
import type { CallbackOutcome } from '../../../shared/contract/relay.ts'
import styles from './callbacks.module.css'

/** What the look it led to has changed, if it led to one. */
export function CallbackOutcomeText({ outcome }: { readonly outcome: CallbackOutcome }) {
  const { t } = useTranslation('settings')
  const isMove = outcome.kind === 'changed' && outcome.from !== outcome.to
  if (!isMove) {
    return (
      <p className={styles['change']} data-kind={outcome.kind}>
        {t(`callbacks.outcome.${outcome.kind === 'changed' ? 'added' : outcome.kind}`)}
      </p>
    )
  }
  return (
    <p className={styles['change']} data-kind="changed">
      {t('callbacks.outcome.changed', {
        from: t(`callbacks.status.${outcome.from}`),
        to: t(`callbacks.status.${outcome.to}`),
      })}
    </p>
  )
}
