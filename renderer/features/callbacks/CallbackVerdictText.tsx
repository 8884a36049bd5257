import { Ban, Check, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallbackRow, CallbackVerdict } from '../../../shared/contract/relay.ts'
import styles from './callbacks.module.css'

const SIGNS = { verified: Check, ignored: Minus, refused: Ban } as const

type CallbackVerdictTextProps = Pick<CallbackRow, 'verdict' | 'chargeId'>

/** Whether it was what it said it is, by shape and word; below it what it said, or why it was turned away. */
export function CallbackVerdictText({ verdict, chargeId }: CallbackVerdictTextProps) {
  const { t } = useTranslation('settings')
  const Sign = SIGNS[verdict.kind]
  return (
    <>
      <p className={styles['verdict']} data-kind={verdict.kind}>
        <Sign size={16} strokeWidth={2.5} aria-hidden="true" />
        {t(`callbacks.verdict.${verdict.kind}`)}
      </p>
      <Said verdict={verdict} chargeId={chargeId} />
    </>
  )
}

function Said({
  verdict,
  chargeId,
}: {
  readonly verdict: CallbackVerdict
  readonly chargeId: string | null
}) {
  const { t } = useTranslation('settings')
  switch (verdict.kind) {
    case 'verified':
      return (
        <p className={styles['said']}>
          <bdi dir="ltr">{verdict.vendorStatus}</bdi>
          {chargeId !== null && (
            <>
              {' · '}
              <span className={styles['unseen']}>{t('callbacks.charge')} </span>
              <bdi dir="ltr" className={styles['code']}>
                {chargeId}
              </bdi>
            </>
          )}
        </p>
      )
    case 'ignored':
      return <Ignored about={verdict.about} />
    case 'refused':
      return <p className={styles['said']}>{t(`callbacks.reason.${verdict.reason}`)}</p>
  }
}

function Ignored({ about }: Pick<Extract<CallbackVerdict, { kind: 'ignored' }>, 'about'>) {
  const { t } = useTranslation('refund')
  return <p className={styles['said']}>{t(`callback.ignored.${about}`)}</p>
}
