import type { ReactNode } from 'react'
import styles from './customer.module.css'

export type SignKind = 'seen' | 'paid' | 'accepted' | 'short' | 'expired' | 'trouble'

/** The big sign of an outcome: each has its own shape, so that colour is never needed to tell them apart. */
export function Sign({ kind }: { readonly kind: SignKind }) {
  return (
    <svg className={styles['sign']} viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      {SHAPES[kind]}
    </svg>
  )
}

const SHAPES: Readonly<Record<SignKind, ReactNode>> = {
  seen: (
    <>
      <circle className={styles['breathing']} cx="50" cy="50" r="46" />
      <circle className={styles['solid']} cx="50" cy="50" r="13" />
    </>
  ),
  paid: (
    <>
      <circle className={styles['solid']} cx="50" cy="50" r="49" />
      <path className={styles['cut']} d="M27 52 L43 68 L73 34" />
    </>
  ),
  accepted: (
    <>
      <circle cx="50" cy="50" r="46" />
      <path d="M29 52 L44 67 L71 36" />
    </>
  ),
  short: (
    <>
      <circle cx="50" cy="50" r="45" className={styles['missing']} pathLength="100" />
      <path d="M50 28 V55" />
      <circle className={styles['solid']} cx="50" cy="70" r="5" />
    </>
  ),
  expired: (
    <>
      <circle cx="50" cy="50" r="46" />
      <path d="M34 34 L66 66 M66 34 L34 66" />
    </>
  ),
  trouble: (
    <>
      <path d="M50 8 L95 88 H5 Z" />
      <path d="M50 38 V60" />
      <circle className={styles['solid']} cx="50" cy="73" r="4.5" />
    </>
  ),
}
