import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../commands/use-command.ts'
import { Block, Page, PageHead } from '../../elements/Page.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { DayFilesBlock } from './DayFilesBlock.tsx'
import { ExportRunRow } from './ExportRunRow.tsx'
import { cancelExport, startExport } from './exporting.ts'
import { FiltersForm } from './FiltersForm.tsx'
import { FormatForm } from './FormatForm.tsx'
import { PeriodForm } from './PeriodForm.tsx'
import { steppedBy, wrongPeriod } from './period-choice.ts'
import { useChosenPeriod, useExport, usePeriodFacts, useSeesHistory } from './use-export.ts'

/** A file for the accountant: of what time, which payments, in which form; and the files that the till writes by itself. */
export function ExportSection() {
  const { t } = useTranslation('exports')
  const app = useApp()
  const period = useChosenPeriod()
  const facts = usePeriodFacts()
  const run = useExport((state) => state.run)
  const mayStep = useSeesHistory()
  const mayHaveDayFiles = useMay('backUp') === 'always'
  const isReady = wrongPeriod(period, facts) === null && run.kind !== 'running'
  useDayKeys(
    useMemo(() => {
      const step = (steps: 1 | -1) => {
        const next = mayStep ? steppedBy(steps, period, facts) : null
        if (next !== null) app.stores.exporting.setState({ period: next })
      }
      return {
        PageUp: () => step(-1),
        PageDown: () => step(1),
        e: () => void (isReady && startExport(app, period)),
      }
    }, [app, period, facts, mayStep, isReady]),
  )
  return (
    <Page width="lines">
      <PageHead title={t('title')} lead={t('lead')} />
      <Block label={t('title')}>
        <PeriodForm />
        <FiltersForm />
        <FormatForm />
        <ExportRunRow
          run={run}
          isReady={isReady}
          onStart={() => void startExport(app, period)}
          onCancel={() => cancelExport(app)}
        />
      </Block>
      {mayHaveDayFiles && <DayFilesBlock />}
    </Page>
  )
}
