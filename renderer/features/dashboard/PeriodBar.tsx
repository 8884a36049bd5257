import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, type DayRange, daysBetween } from '../../../shared/calendar/day.ts'
import { movedBy, type Period, rangeOf } from '../../../shared/calendar/period.ts'
import { Button } from '../../elements/Button.tsx'
import { PageHead } from '../../elements/Page.tsx'
import { Segments } from '../../elements/Segments.tsx'
import { TurnButtons } from '../../elements/TurnButtons.tsx'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { periodText } from '../period/period-words.ts'
import styles from './dashboard.module.css'
import { OtherDays } from './OtherDays.tsx'

const KINDS = ['day', 'week', 'month', 'custom'] as const

type PeriodBarProps = {
  readonly period: Period
  /** The shop's own today: nothing is reported beyond it. */
  readonly today: string
  readonly onChange: (period: Period) => void
}

/** A day, a week, a month or any days in a row; the one before, the one after, and the one it is now. */
export function PeriodBar({ period, today, onChange }: PeriodBarProps) {
  const { t } = useTranslation(['dashboard', 'day'])
  const locale = useLocale()
  const weekStart = useTill((till) => till.settings.weekStart)
  const range = rangeOf(period, weekStart)
  const isNow = range.to >= today
  useDayKeys(
    useMemo(() => {
      const back = () => onChange(movedBy(period, -1))
      if (isNow) return { PageUp: back }
      return {
        PageUp: back,
        PageDown: () => onChange(movedBy(period, 1)),
        t: () => onChange(untilToday(period, today)),
      }
    }, [period, today, isNow, onChange]),
  )
  return (
    <PageHead title={periodText(period, range, locale)} isLive>
      <div className={styles['tools']}>
        <Segments
          label={t('period.label')}
          options={KINDS.map((key) => ({ key, text: t(`period.${key}`) }))}
          current={period.kind}
          onChoose={(kind) => onChange(asKind(kind, range, today))}
        />
        <div className={styles['steps']}>
          <TurnButtons
            previous={{
              text: t('period.previous'),
              keyCap: t('day:key.previous'),
              onPress: () => onChange(movedBy(period, -1)),
            }}
            next={{
              text: t('period.next'),
              keyCap: t('day:key.next'),
              isDisabled: isNow,
              onPress: () => onChange(movedBy(period, 1)),
            }}
          />
          <Button
            onPress={() => onChange(untilToday(period, today))}
            keyCap={t('day:key.today')}
            isDisabled={isNow}
          >
            {t('period.now')}
          </Button>
        </div>
      </div>
      {period.kind === 'custom' && (
        <OtherDays
          days={{ from: period.from, to: period.to }}
          today={today}
          onChange={(days) => onChange({ kind: 'custom', ...days })}
        />
      )}
    </PageHead>
  )
}

/** Another kind of period begins with the day it was about, and never beyond today. */
function asKind(kind: Period['kind'], { from, to }: DayRange, today: string): Period {
  if (kind === 'custom') return { kind, from, to: to < today ? to : today }
  return { kind, day: to >= today ? today : from }
}

/** The one of its kind that it is now; days in a row end with today, and are as many as they were. */
function untilToday(period: Period, today: string): Period {
  if (period.kind !== 'custom') return { kind: period.kind, day: today }
  return { kind: 'custom', from: addDays(today, -daysBetween(period.from, period.to)), to: today }
}
