import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExportPeriod } from '../../../shared/contract/exports.ts'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { DayField } from '../books/DayField.tsx'
import { NumberedChoice } from '../numbered/NumberedChoice.tsx'
import styles from './exports.module.css'
import {
  asKind,
  daysOf,
  KINDS_OF_TODAY,
  lastOf,
  PERIOD_KINDS,
  type PeriodFacts,
  steppedBy,
  wrongPeriod,
} from './period-choice.ts'
import { daysText, monthText } from './period-words.ts'
import { useChosenPeriod, usePeriodFacts, useSeesHistory } from './use-export.ts'

type PeriodProps = {
  readonly period: ExportPeriod
  readonly facts: PeriodFacts
  readonly onChange: (period: ExportPeriod) => void
}

/** Of what time: a kind, which one of it, and its days in words. */
export function PeriodForm() {
  const { t } = useTranslation('exports')
  const { exporting } = useStores()
  const period = useChosenPeriod()
  const facts = usePeriodFacts()
  const seesHistory = useSeesHistory()
  const choose = (to: ExportPeriod) => exporting.setState({ period: to })
  const props = { period, facts, onChange: choose }
  return (
    <div className={styles['part']}>
      <h3 className={styles['partTitle']}>{t('period.title')}</h3>
      <fieldset className={styles['presets']} aria-label={t('period.title')}>
        {(seesHistory ? PERIOD_KINDS : KINDS_OF_TODAY).map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles['preset']}
            aria-pressed={kind === period.kind}
            onClick={() => choose(asKind(kind, period, facts))}
          >
            {t(`period.kind.${kind}`)}
          </button>
        ))}
      </fieldset>
      <div className={styles['which']}>
        {seesHistory && <Steps {...props} />}
        <PeriodWords {...props} />
      </div>
      {period.kind === 'custom' && <OtherDays {...props} period={period} />}
      <Note {...props} />
    </div>
  )
}

/** One earlier, one later. Nothing where there is only one. */
function Steps({ period, facts, onChange }: PeriodProps) {
  const { t } = useTranslation('exports')
  if (period.kind === 'sinceZ' || period.kind === 'everything') return null
  const [before, after] = [steppedBy(-1, period, facts), steppedBy(1, period, facts)]
  return (
    <div className={styles['steps']}>
      <Button
        keyCap={t('key.previous')}
        isDisabled={before === null}
        onPress={() => before && onChange(before)}
      >
        <span className={styles['unseen']}>{t('period.previous')}</span>
        <ChevronLeft aria-hidden="true" size={20} className={styles['flip']} />
      </Button>
      <Button keyCap={t('key.next')} isDisabled={after === null} onPress={() => after && onChange(after)}>
        <span className={styles['unseen']}>{t('period.next')}</span>
        <ChevronRight aria-hidden="true" size={20} className={styles['flip']} />
      </Button>
    </div>
  )
}

function PeriodWords({ period, facts, onChange }: PeriodProps) {
  const { t } = useTranslation('exports')
  const { locale } = useFormat()
  if (period.kind === 'z' || period.kind === 'shift') {
    const { kind, number } = period
    if (lastOf(kind, facts) === 0) return null
    return (
      <NumberedChoice
        key={kind}
        kind={kind}
        number={number}
        onChange={(chosen) => onChange({ kind, number: chosen })}
      />
    )
  }
  const days = daysOf(period, facts)
  if (days === null) return <p className={styles['words']}>{t(`period.words.${wordless(period)}`)}</p>
  return (
    <p className={styles['words']} role="status">
      {period.kind === 'month' ? monthText(days, locale) : daysText(days, locale)}
    </p>
  )
}

function wordless({ kind }: ExportPeriod): 'sinceZ' | 'everything' {
  return kind === 'sinceZ' ? kind : 'everything'
}

function OtherDays({
  period,
  onChange,
}: PeriodProps & { readonly period: { kind: 'custom'; from: string; to: string } }) {
  const { t } = useTranslation('exports')
  return (
    <div className={styles['otherDays']}>
      <DayField
        label={t('period.from')}
        day={period.from}
        onChange={(from) => onChange({ ...period, from })}
      />
      <DayField label={t('period.to')} day={period.to} onChange={(to) => onChange({ ...period, to })} />
    </div>
  )
}

function noteOf({ kind }: ExportPeriod): 'period.noteZ' | 'period.noteShift' | 'period.note' {
  if (kind === 'z') return 'period.noteZ'
  return kind === 'shift' ? 'period.noteShift' : 'period.note'
}

/** What is wrong with it, or whose days they are. */
function Note({ period, facts }: PeriodProps) {
  const { t } = useTranslation('exports')
  const timeZone = useTill((till) => till.settings.timeZone)
  const wrong = wrongPeriod(period, facts)
  if (wrong === 'noZ' && facts.lastZ === 0) return <p className={styles['wrong']}>{t('period.noZYet')}</p>
  if (wrong === 'noShift' && facts.lastShift === 0) {
    return <p className={styles['wrong']}>{t('period.noShiftYet')}</p>
  }
  if (wrong !== null) return <p className={styles['wrong']}>{t(`period.${wrong}`)}</p>
  return <p className={styles['note']}>{t(noteOf(period), { zone: timeZone.replaceAll('_', ' ') })}</p>
}
