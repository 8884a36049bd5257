import type { ReactNode } from 'react'
import styles from './history.module.css'

/** One fact of a receipt, inside a list of them. */
export function ReceiptLine({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['line']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
