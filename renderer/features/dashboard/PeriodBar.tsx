import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { movedBy, type Period, rangeOf } from '../../../shared/calendar/period.ts'
import { Button } from '../../elements/Button.tsx'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import styles from './dashboard.module.css'
import { periodText } from './period-text.ts'
import { Segments } from './Segments.tsx'

const KINDS = ['day', 'week', 'month'] as const

type PeriodBarProps = {
  readonly period: Period
  /** The shop's own today: nothing is reported beyond it. */
  readonly today: string
  readonly onChange: (period: Period) => void
}

/** A day, a week or a month; the one before, the one after, and the one it is now. */
export function PeriodBar({ period, today, onChange }: PeriodBarProps) {
  const { t } = useTranslation(['dashboard', 'day'])
  const locale = useLocale()
  const weekStart = useTill((till) => till.settings.weekStart)
  const range = rangeOf(period, weekStart)
  const isNow = range.to >= today
  const kind = period.kind === 'custom' ? null : period.kind
  // Another kind of period begins with the day it was about, and never beyond today.
  const day = isNow ? today : range.from
  useDayKeys(
    useMemo(() => {
      const back = () => onChange(movedBy(period, -1))
      if (isNow) return { PageUp: back }
      const toNow = () => onChange({ kind: kind ?? 'week', day: today })
      return { PageUp: back, PageDown: () => onChange(movedBy(period, 1)), t: toNow }
    }, [period, today, isNow, kind, onChange]),
  )
  return (
    <header className={styles['head']}>
      <h2 className={styles['title']} aria-live="polite">
        {periodText(period, range, locale)}
      </h2>
      <Segments
        label={t('period.label')}
        options={KINDS.map((key) => ({ key, text: t(`period.${key}`) }))}
        current={kind}
        onChoose={(chosen) => onChange({ kind: chosen, day })}
      />
      <div className={styles['steps']}>
        <Button onPress={() => onChange(movedBy(period, -1))} keyCap={t('day:key.previous')}>
          <ChevronLeft aria-hidden="true" size={20} className={styles['flip']} />
          <span className={styles['unseen']}>{t('period.previous')}</span>
        </Button>
        <Button onPress={() => onChange(movedBy(period, 1))} keyCap={t('day:key.next')} isDisabled={isNow}>
          <ChevronRight aria-hidden="true" size={20} className={styles['flip']} />
          <span className={styles['unseen']}>{t('period.next')}</span>
        </Button>
        <Button
          onPress={() => onChange({ kind: kind ?? 'week', day: today })}
          keyCap={t('day:key.today')}
          isDisabled={isNow}
        >
          {t('period.now')}
        </Button>
      </div>
    </header>
  )
}
