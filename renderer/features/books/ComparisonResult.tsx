import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReconciliationReport } from '../../../shared/contract/reconciliation.ts'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useBooks } from '../../stores/app-stores.ts'
import styles from './books.module.css'
import { ComparedText } from './ComparedText.tsx'
import { DifferenceItem } from './DifferenceItem.tsx'
import { ExportDifferences } from './ExportDifferences.tsx'

/** As many as any window shows at once. */
const AT_ONCE = 12

type ComparisonResultProps = { readonly onOpen: (paymentId: string) => void }

/** What came of the comparison, or why nothing did. */
export function ComparisonResult({ onOpen }: ComparisonResultProps) {
  const comparison = useBooks((books) => books.comparison)
  switch (comparison.kind) {
    case 'none':
    case 'running':
      return null
    case 'failed':
      // The form above asks for the sign-in by itself.
      if (comparison.error.code === 'signInAgain') return null
      return (
        <div className={styles['failed']} role="alert">
          <ErrorText error={comparison.error} />
        </div>
      )
    case 'done':
      return <Report report={comparison.report} onOpen={onOpen} />
  }
}

type ReportProps = ComparisonResultProps & { readonly report: ReconciliationReport }

function Report({ report, onOpen }: ReportProps) {
  const { t } = useTranslation('books')
  const format = useFormat()
  const { differences, found } = report
  // The lines that are seen come first, the others without holding up the window.
  const shown = useDeferredValue(differences, differences.slice(0, AT_ONCE))
  if (found === 0) {
    return (
      <section className={styles['result']} aria-label={t('result.label')}>
        <EmptyState title={t('result.none')}>{t('result.noneText')}</EmptyState>
        <ComparedText report={report} />
      </section>
    )
  }
  return (
    <section className={styles['result']} aria-label={t('result.label')}>
      <div className={styles['resultHead']}>
        <h3 className={styles['found']}>{t('result.found', { count: found, value: format.count(found) })}</h3>
        <ExportDifferences asOf={report.asOf} />
      </div>
      <ComparedText report={report} />
      {found > differences.length && (
        <p className={styles['cut']}>
          {t('result.cut', { shown: format.count(differences.length), found: format.count(found) })}
        </p>
      )}
      <ol className={styles['list']}>
        {shown.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of differences never changes, and a line has no name
          <DifferenceItem key={place} line={line} onOpen={onOpen} />
        ))}
      </ol>
    </section>
  )
}
