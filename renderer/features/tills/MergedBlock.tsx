import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { movedBy, rangeOf } from '../../../shared/calendar/period.ts'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { daysText, monthText } from '../exports/period-words.ts'
import { MergedTables } from './MergedTables.tsx'
import { ProblemList } from './ProblemList.tsx'
import styles from './tills.module.css'
import { useDone, useMerged } from './use-tills.ts'

const KINDS = ['day', 'week', 'month'] as const

type MergedBlockProps = {
  /** Changes with what is known of the tills. */
  readonly known: string
  readonly onChoose: (bundle: string) => void
}

/** All tills of a period, added; first what keeps that from being all. */
export function MergedBlock({ known, onChoose }: MergedBlockProps) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const weekStart = useTill((till) => till.settings.weekStart)
  const [period, setPeriod] = useState<{ readonly kind: (typeof KINDS)[number]; readonly day: string }>({
    kind: 'month',
    day: today,
  })
  const range = rangeOf(period, weekStart)
  const isNow = range.from <= today && today <= range.to
  const step = (steps: 1 | -1) => {
    const next = movedBy(period, steps)
    if (next.kind !== 'custom' && rangeOf(next, weekStart).from <= today) setPeriod(next)
  }
  return (
    <section className={styles['block']} aria-label={t('merged.title')}>
      <h3 className={styles['blockTitle']}>{t('merged.title')}</h3>
      <fieldset className={styles['presets']} aria-label={t('merged.period')}>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles['preset']}
            aria-pressed={kind === period.kind}
            onClick={() => setPeriod({ kind, day: isNow ? today : range.from })}
          >
            {t(`merged.kind.${kind}`)}
          </button>
        ))}
      </fieldset>
      <div className={styles['row']}>
        <div className={styles['steps']}>
          <Button label={t('merged.previous')} onPress={() => step(-1)}>
            <ChevronLeft aria-hidden="true" size={20} className={styles['flip']} />
          </Button>
          <Button label={t('merged.next')} isDisabled={range.to >= today} onPress={() => step(1)}>
            <ChevronRight aria-hidden="true" size={20} className={styles['flip']} />
          </Button>
        </div>
        <p className={styles['period']} role="status">
          {period.kind === 'month' ? monthText(range, format.locale) : daysText(range, format.locale)}
        </p>
      </div>
      <Merged key={`${range.from} ${range.to}`} range={range} known={known} onChoose={onChoose} />
    </section>
  )
}

type MergedProps = MergedBlockProps & { readonly range: { from: string; to: string } }

function Merged({ range, known, onChoose }: MergedProps) {
  const { t } = useTranslation('tills')
  const backend = useBackend()
  const report = useMerged(range, known)
  const { done, run } = useDone<{ file: string | null; rows: number }>()
  if (report === null) return <p className={styles['taken']}>{t('loading')}</p>
  if (!report.ok) {
    return (
      <div className={styles['failed']} role="alert">
        <ErrorText error={report.error} />
      </div>
    )
  }
  const { problems, tills } = report.value
  return (
    <>
      <ProblemList problems={problems} onChoose={onChoose} />
      {tills.length === 0 ? (
        <EmptyState title={t('merged.empty')}>{t('merged.emptyText')}</EmptyState>
      ) : (
        <MergedTables report={report.value} />
      )}
      <div className={styles['row']}>
        <Button
          isDisabled={done.kind === 'busy'}
          onPress={() => void run(() => backend.tills.saveCsv(range))}
        >
          {t('merged.save')}
        </Button>
        <p className={styles['said']} role="status">
          {done.kind === 'done' && done.value.file === null && t('nothingSaved')}
          {done.kind === 'done' && done.value.file !== null && (
            <>
              {t('savedTo')} <bdi dir="ltr">{done.value.file}</bdi>
            </>
          )}
        </p>
      </div>
      {done.kind === 'failed' && (
        <div className={styles['failed']} role="alert">
          <ErrorText error={done.error} />
        </div>
      )}
    </>
  )
}
