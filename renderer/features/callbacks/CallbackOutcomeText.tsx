import { useTranslation } from 'react-i18next'
import type { CallbackOutcome } from '../../../shared/contract/relay.ts'
import styles from './callbacks.module.css'

/** What the look it led to has changed, if it led to one. */
export function CallbackOutcomeText({ outcome }: { readonly outcome: CallbackOutcome }) {
  const { t } = useTranslation('settings')
  if (outcome.kind === 'refund') return <RefundMove {...outcome} />
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

type RefundMoveProps = Omit<Extract<CallbackOutcome, { kind: 'refund' }>, 'kind'>

/** Of a payout: what its refund is now. */
function RefundMove({ from, to }: RefundMoveProps) {
  const { t } = useTranslation('refund')
  return (
    <p className={styles['change']} data-kind={from === to ? 'unchanged' : 'changed'}>
      {from === to
        ? t('callback.unchanged', { status: t(`status.${to}`) })
        : t('callback.changed', { from: t(`status.${from}`), to: t(`status.${to}`) })}
    </p>
  )
}
