import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Period } from '../../../shared/calendar/period.ts'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Page, Wait } from '../../elements/Page.tsx'
import { Segments } from '../../elements/Segments.tsx'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import { DaysCard } from './DaysCard.tsx'
import styles from './dashboard.module.css'
import { ExceptionsCard } from './ExceptionsCard.tsx'
import { HoursCard } from './HoursCard.tsx'
import type { Measure } from './measure.ts'
import { CashiersCard, GatewaysCard } from './PartsCard.tsx'
import { PeriodBar } from './PeriodBar.tsx'
import { TimeCard } from './TimeCard.tsx'
import { useFigures } from './use-figures.ts'
import { WholeRow } from './WholeRow.tsx'

/** A day, a week, a month or any days in pictures, each with its table. */
export function Overview() {
  const today = usePayments((payments) => payments.today.day)
  // Each mode has a journal of its own.
  const mode = useTill((till) => till.mode)
  const [period, setPeriod] = useState<Period>({ kind: 'week', day: today })
  return (
    <Page>
      <PeriodBar period={period} today={today} onChange={setPeriod} />
      <Pictures key={mode} period={period} today={today} />
    </Page>
  )
}

type PicturesProps = { readonly period: Period; readonly today: string }

function Pictures({ period, today }: PicturesProps) {
  const { t } = useTranslation(['dashboard', 'common'])
  const { figures, isAsking, again } = useFigures(period)
  if (figures === null) return <Wait>{t('dashboard:loading')}</Wait>
  if (!figures.ok) {
    return (
      <Failure
        error={figures.error}
        again={{ text: t('common:retry'), onPress: again, isDisabled: isAsking }}
      />
    )
  }
  return (
    <div className={styles['pictures']} aria-busy={isAsking}>
      {isEmpty(figures.value) ? (
        <EmptyState title={t('dashboard:empty')}>
          {figures.value.range.to < today ? undefined : t('dashboard:emptyText')}
        </EmptyState>
      ) : (
        <Cards figures={figures.value} today={today} />
      )}
    </div>
  )
}

type CardsProps = { readonly figures: Dashboard; readonly today: string }

function Cards({ figures, today }: CardsProps) {
  const { t } = useTranslation('dashboard')
  const [measure, setMeasure] = useState<Measure>('money')
  return (
    <>
      <WholeRow figures={figures} />
      <Segments
        label={t('measure.label')}
        options={(['money', 'sales'] as const).map((key) => ({ key, text: t(`measure.${key}`) }))}
        current={measure}
        onChoose={setMeasure}
      />
      {figures.days.length > 1 && <DaysCard figures={figures} today={today} measure={measure} />}
      <HoursCard figures={figures} measure={measure} />
      <CashiersCard figures={figures} measure={measure} />
      <GatewaysCard figures={figures} measure={measure} />
      <TimeCard figures={figures} today={today} />
      <ExceptionsCard figures={figures} />
    </>
  )
}

function isEmpty({ whole, exceptions }: Dashboard): boolean {
  return whole.sold.length === 0 && exceptions.length === 0
}
