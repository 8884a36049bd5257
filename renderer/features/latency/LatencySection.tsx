import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Wait } from '../../elements/Page.tsx'
import { Segments } from '../../elements/Segments.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { LatencyMeaning } from './LatencyMeaning.tsx'
import { LatencyTable } from './LatencyTable.tsx'
import styles from './latency.module.css'
import { useLatency } from './use-latency.ts'

const PERIODS = [7, 30, 90] as const
type Period = (typeof PERIODS)[number]

/** How long each gateway took, day by day, and what each figure means. */
export function LatencySection() {
  // Each mode has a journal of its own.
  const mode = useTill((till) => till.mode)
  const [days, setDays] = useState<Period>(7)
  return (
    <div className={styles['section']}>
      <PeriodChoice days={days} onChange={setDays} />
      <Record key={mode} days={days} />
      <LatencyMeaning />
    </div>
  )
}

type PeriodChoiceProps = { readonly days: Period; readonly onChange: (days: Period) => void }

function PeriodChoice({ days, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation('latency')
  const format = useFormat()
  return (
    <Segments
      label={t('period')}
      options={PERIODS.map((one) => ({
        key: String(one),
        text: t('lastDays', { count: one, value: format.count(one) }),
      }))}
      current={String(days)}
      onChoose={(key) => onChange(PERIODS.find((one) => String(one) === key) ?? days)}
    />
  )
}

function Record({ days }: { readonly days: Period }) {
  const { t } = useTranslation(['latency', 'common'])
  const { record, again } = useLatency(days)
  if (record === null) return <Wait>{t('latency:loading')}</Wait>
  if (!record.ok) {
    return <Failure error={record.error} again={{ text: t('common:retry'), onPress: again }} />
  }
  const { rows } = record.value
  if (rows.length > 0) return <LatencyTable rows={rows} />
  return <EmptyState title={t('latency:empty')}>{t('latency:emptyText')}</EmptyState>
}
