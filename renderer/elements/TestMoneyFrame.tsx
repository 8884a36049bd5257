import type { ReactNode } from 'react'
import styles from './css/qr.module.css'

type TestMoneyFrameProps = {
  /** "PRACTICE · DO NOT PAY"; null in live mode. */
  readonly text: string | null
  readonly children: ReactNode
}

/** Caution tape all around a QR that must not be paid. It stays off the modules: the code has to be readable. */
export function TestMoneyFrame({ text, children }: TestMoneyFrameProps) {
  return (
    <div className={styles['frame']} data-taped={text !== null}>
      {text !== null && <p className={styles['plate']}>{text}</p>}
      <div className={styles['box']}>{children}</div>
      {text !== null && (
        <p className={styles['plate']} aria-hidden="true">
          {text}
        </p>
      )}
    </div>
  )
}
