import { useTranslation } from 'react-i18next'
import type { ExportPeriod } from '../../../shared/contract/exports.ts'
import { Segments } from '../../elements/Segments.tsx'
import { TurnButtons } from '../../elements/TurnButtons.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { FromUntil } from '../period/FromUntil.tsx'
import { NumberedChoice } from '../period/NumberedChoice.tsx'
import { periodText } from '../period/period-words.ts'
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
      <Segments
        label={t('period.title')}
        options={(seesHistory ? PERIOD_KINDS : KINDS_OF_TODAY).map((key) => ({
          key,
          text: t(`period.kind.${key}`),
        }))}
        current={period.kind}
        onChoose={(kind) => choose(asKind(kind, period, facts))}
      />
      <div className={styles['which']}>
        {seesHistory && <Turn {...props} />}
        <PeriodWords {...props} />
      </div>
      {period.kind === 'custom' && (
        <FromUntil days={period} onChange={(days) => choose({ kind: 'custom', ...days })} />
      )}
      <Note {...props} />
    </div>
  )
}

/** One earlier, one later. Nothing where there is only one. */
function Turn({ period, facts, onChange }: PeriodProps) {
  const { t } = useTranslation('exports')
  if (period.kind === 'sinceZ' || period.kind === 'everything') return null
  const [before, after] = [steppedBy(-1, period, facts), steppedBy(1, period, facts)]
  return (
    <div className={styles['turn']}>
      <TurnButtons
        previous={{
          text: t('period.previous'),
          keyCap: t('key.previous'),
          isDisabled: before === null,
          onPress: () => before && onChange(before),
        }}
        next={{
          text: t('period.next'),
          keyCap: t('key.next'),
          isDisabled: after === null,
          onPress: () => after && onChange(after),
        }}
      />
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
      {periodText(period, days, locale)}
    </p>
  )
}

function wordless({ kind }: ExportPeriod): 'sinceZ' | 'everything' {
  return kind === 'sinceZ' ? kind : 'everything'
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
