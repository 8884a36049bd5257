import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './dashboard.module.css'

type PictureCardProps = {
  readonly title: string
  /** What the bars are lengths of. */
  readonly unit?: string
  /** What the picture shows, for whoever does not see it; the table beside it says the same in figures. */
  readonly picture?: ReactNode
  readonly columns: readonly { readonly key: string; readonly text: string }[]
  /** Rows of the table. */
  readonly children: ReactNode
}

/** A picture, and beside it the figures it is drawn from. */
export function PictureCard({ title, unit, picture, columns, children }: PictureCardProps) {
  const { t } = useTranslation('dashboard')
  const id = useId()
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <h3 className={styles['cardTitle']}>
        <span id={id}>{title}</span> <span className={styles['unit']}>{unit}</span>
      </h3>
      <div className={styles['split']} data-pictured={picture !== undefined}>
        {picture}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the keyboard */}
        <section className={styles['tableBox']} tabIndex={0} aria-label={t('tableOf', { title })}>
          <table className={styles['table']} aria-labelledby={id}>
            <thead>
              <tr>
                {columns.map(({ key, text }) => (
                  <th key={key} scope="col" data-column={key}>
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </section>
      </div>
    </section>
  )
}
