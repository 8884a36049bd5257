import { useTranslation } from 'react-i18next'
import type { CustomerView } from '../../../shared/contract/customer.ts'
import type { Mode } from '../../../shared/mode.ts'
import styles from './mode-mark.module.css'

/** Enough to cross the widest screen; the rest is cut off. */
const REPEATS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

type ModeMarkProps = {
  readonly mode: Mode
  readonly kind: CustomerView['kind']
  readonly edge: 'start' | 'end'
}

/** A band across the screen that says that this is no real payment. Absent in live mode. */
export function ModeMark({ mode, kind, edge }: ModeMarkProps) {
  const { t } = useTranslation('customer')
  if (mode === 'live') return null
  const text = kind === 'due' ? t(`mark.${mode}`) : t(`mark.${mode}Over`)
  return (
    <div className={styles['band']} data-mode={mode} data-mark={edge}>
      <span className={styles['unseen']}>{text}</span>
      <div className={styles['bandText']} aria-hidden="true">
        {REPEATS.map((key) => (
          <span key={key}>{text}</span>
        ))}
      </div>
    </div>
  )
}

/**
 * The same words over the QR itself. Half transparent, so that every module still reads as dark or light: people
 * learn the real gesture in practice, and the mark inside the code keeps wallets from taking it.
 */
export function QrMark({ mode }: { readonly mode: Mode }) {
  const { t } = useTranslation('customer')
  if (mode === 'live') return null
  return (
    <div className={styles['qrMark']} data-mode={mode} aria-hidden="true">
      {REPEATS.slice(0, 5).map((key) => (
        <span key={key}>{t(`mark.${mode}`)}</span>
      ))}
    </div>
  )
}
