import type { ReactNode, Ref } from 'react'
import styles from './css/page.module.css'

type PageProps = {
  readonly children: ReactNode
  /** No wider than what stands on it can be read: lines, or a report as it lies on paper. All there is, when left out. */
  readonly width?: 'lines' | 'sheet'
  readonly ref?: Ref<HTMLDivElement>
}

/** One section of the owner's screens: as high as the window, and scrolled by itself. */
export function Page({ children, width, ref }: PageProps) {
  return (
    <div className={styles['page']} data-width={width} {...(ref !== undefined && { ref })}>
      {children}
    </div>
  )
}

type PageHeadProps = {
  readonly title: string
  /** What it is for. */
  readonly lead?: string
  /** The title says what is shown, and is read out when that changes. */
  readonly isLive?: boolean
  /** What one does with all of it, beside the title or below it. */
  readonly children?: ReactNode
}

export function PageHead({ title, lead, isLive = false, children }: PageHeadProps) {
  return (
    <header className={styles['head']}>
      <div className={styles['titles']} data-lead={lead !== undefined}>
        <h2 className={styles['title']} {...(isLive && { 'aria-live': 'polite' })}>
          {title}
        </h2>
        {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      </div>
      {children}
    </header>
  )
}

type BlockProps = {
  readonly children: ReactNode
  readonly label?: string
  /** The id of what names it. */
  readonly labelledBy?: string
}

/** What belongs together, on a card of its own. */
export function Block({ children, label, labelledBy }: BlockProps) {
  return (
    <section
      className={styles['block']}
      {...(label !== undefined && { 'aria-label': label })}
      {...(labelledBy !== undefined && { 'aria-labelledby': labelledBy })}
    >
      {children}
    </section>
  )
}

/** In the place of what is being asked for. */
export function Wait({ children }: { readonly children: ReactNode }) {
  return <p className={styles['wait']}>{children}</p>
}

/** Where something went that was asked for above it; a sentence, once there is one. */
export function Outcome({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles['outcome']} role="status">
      {children}
    </p>
  )
}
