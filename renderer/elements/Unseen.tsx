import type { ReactNode } from 'react'
import styles from './css/text.module.css'

/** Words for whoever listens. A button whose face is a sign is named by these and not by a label, which would deny its key. */
export function Unseen({ children }: { readonly children: ReactNode }) {
  return <span className={styles['unseen']}>{children}</span>
}
