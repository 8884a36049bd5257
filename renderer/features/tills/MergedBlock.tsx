import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { movedBy, rangeOf } from '../../../shared/calendar/period.ts'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Block, Wait } from '../../elements/Page.tsx'
import { Segments } from '../../elements/Segments.tsx'
import { TurnButtons } from '../../elements/TurnButtons.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { periodText } from '../period/period-words.ts'
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
  const step = useCallback(
    (steps: 1 | -1) => {
      const next = movedBy(period, steps)
      if (next.kind !== 'custom' && rangeOf(next, weekStart).from <= today) setPeriod(next)
    },
    [period, weekStart, today],
  )
  useDayKeys(useMemo(() => ({ PageUp: () => step(-1), PageDown: () => step(1) }), [step]))
  return (
    <Block label={t('merged.title')}>
      <h3 className={styles['blockTitle']}>{t('merged.title')}</h3>
      <Segments
        label={t('merged.period')}
        options={KINDS.map((key) => ({ key, text: t(`merged.kind.${key}`) }))}
        current={period.kind}
        onChoose={(kind) => setPeriod({ kind, day: isNow ? today : range.from })}
      />
      <div className={styles['row']}>
        <TurnButtons
          previous={{
            text: t('merged.previous'),
            keyCap: t('key.previous'),
            onPress: () => step(-1),
          }}
          next={{
            text: t('merged.next'),
            keyCap: t('key.next'),
            isDisabled: range.to >= today,
            onPress: () => step(1),
          }}
        />
        <p className={styles['period']} role="status">
          {periodText(period, range, format.locale)}
        </p>
      </div>
      <Merged key={`${range.from} ${range.to}`} range={range} known={known} onChoose={onChoose} />
    </Block>
  )
}

type MergedProps = MergedBlockProps & { readonly range: { from: string; to: string } }

function Merged({ range, known, onChoose }: MergedProps) {
  const { t } = useTranslation('tills')
  const backend = useBackend()
  const report = useMerged(range, known)
  const { done, run } = useDone<{ file: string | null; rows: number }>()
  const isReady = report?.ok === true && done.kind !== 'busy'
  const save = useCallback(() => void run(() => backend.tills.saveCsv(range)), [run, backend, range])
  useDayKeys(useMemo(() => (isReady ? { e: save } : {}), [isReady, save]))
  if (report === null) return <Wait>{t('loading')}</Wait>
  if (!report.ok) {
    return <Failure error={report.error} />
  }
  const { problems, tills } = report.value
  return (
    <>
      {(tills.length > 0 || problems.length > 0) && <ProblemList problems={problems} onChoose={onChoose} />}
      {tills.length === 0 ? (
        <EmptyState title={t('merged.empty')}>{t('merged.emptyText')}</EmptyState>
      ) : (
        <MergedTables report={report.value} />
      )}
      <div className={styles['row']}>
        <Button keyCap={t('key.csv')} isDisabled={!isReady} onPress={save}>
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
      {done.kind === 'failed' && <Failure error={done.error} />}
    </>
  )
}
