import { parseDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { NextButton, PreviousButton } from '../../elements/TurnButtons.tsx'
import { useLocale } from '../../lib/use-format.ts'
import styles from './day.module.css'
import { shiftDay } from './day-steps.ts'

type DayPickerProps = {
  readonly day: string
  /** The shop's own today: nothing is reported beyond it. */
  readonly today: string
  readonly onChange: (day: string) => void
}

/** One day back, one forward, today, or any from the calendar. */
export function DayPicker({ day, today, onChange }: DayPickerProps) {
  const { t } = useTranslation('day')
  return (
    <div className={styles['picker']}>
      <PreviousButton
        text={t('previous')}
        keyCap={t('key.previous')}
        onPress={() => onChange(shiftDay(day, -1))}
      />
      <CalendarButton day={day} today={today} onChange={onChange} />
      <NextButton
        text={t('next')}
        keyCap={t('key.next')}
        isDisabled={day >= today}
        onPress={() => onChange(shiftDay(day, 1))}
      />
      <Button onPress={() => onChange(today)} keyCap={t('key.today')} isDisabled={day === today}>
        {t('today')}
      </Button>
    </div>
  )
}

function CalendarButton({ day, today, onChange }: DayPickerProps) {
  const { t } = useTranslation('day')
  const locale = useLocale()
  return (
    <I18nProvider locale={locale}>
      <DatePicker
        aria-label={t('choose')}
        value={parseDate(day)}
        maxValue={parseDate(today)}
        onChange={(date) => {
          if (date && date.toString() <= today) onChange(date.toString())
        }}
      >
        <Group className={styles['dateBox'] ?? ''}>
          <DateInput className={styles['date'] ?? ''}>
            {(segment) => <DateSegment segment={segment} className={styles['segment'] ?? ''} />}
          </DateInput>
          <AriaButton className={styles['calendarButton'] ?? ''}>
            <CalendarDays size={20} aria-hidden="true" />
          </AriaButton>
        </Group>
        <Popover className={styles['popover'] ?? ''}>
          <Dialog className={styles['dialog'] ?? ''}>
            <Month />
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}

function Month() {
  return (
    <Calendar>
      <header className={styles['monthHead']}>
        <AriaButton slot="previous" className={styles['monthButton'] ?? ''}>
          <ChevronLeft size={20} className={styles['flip']} aria-hidden="true" />
        </AriaButton>
        <Heading className={styles['month'] ?? ''} />
        <AriaButton slot="next" className={styles['monthButton'] ?? ''}>
          <ChevronRight size={20} className={styles['flip']} aria-hidden="true" />
        </AriaButton>
      </header>
      <CalendarGrid className={styles['grid'] ?? ''}>
        <CalendarGridHeader>
          {(weekday) => (
            <CalendarHeaderCell className={styles['weekday'] ?? ''}>{weekday}</CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <CalendarCell date={date} className={styles['cell'] ?? ''} />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
