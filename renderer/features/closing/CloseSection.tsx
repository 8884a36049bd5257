import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Page, PageHead } from '../../elements/Page.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { CloseDayForm } from './CloseDayForm.tsx'
import styles from './closing.module.css'
import { DayFilesNote } from './DayFilesNote.tsx'
import { OthersShifts } from './OthersShifts.tsx'
import { PaperButtons, PaperOutcome } from './PaperButtons.tsx'
import { ReportBody } from './ReportBody.tsx'
import { ReportView } from './ReportView.tsx'
import { useCloseDay } from './use-close-day.ts'
import { usePaper } from './use-paper.ts'
import { useReport } from './use-report.ts'

const X = { kind: 'x' } as const

type Shown =
  | { readonly kind: 'x' }
  | { readonly kind: 'z'; readonly number: number }
  | { readonly kind: 'shift'; readonly number: number }

/** How the till stands, and the one key that ends the day. */
export function CloseSection() {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const [shown, setShown] = useState<Shown>(X)
  const onOpenShift = (number: number) => setShown({ kind: 'shift', number })
  if (shown.kind === 'x') {
    return <Close onClosed={(number) => setShown({ kind: 'z', number })} onOpenShift={onOpenShift} />
  }
  const number = format.paymentNumber(shown.number)
  return (
    <ReportView
      key={`${shown.kind} ${shown.number}`}
      subject={shown}
      news={shown.kind === 'z' ? t('close.done', { number }) : undefined}
      backText={t('close.back')}
      onBack={() => setShown(X)}
      {...(shown.kind === 'z' && { onOpenShift })}
    />
  )
}

type CloseProps = {
  readonly onClosed: (number: number) => void
  readonly onOpenShift: (number: number) => void
}

function Close({ onClosed, onOpenShift }: CloseProps) {
  const { t } = useTranslation('closing')
  const isFirst = useTill((till) => till.shifts.lastZ === 0)
  const { report, again } = useReport(X)
  const paper = usePaper(X)
  const closing = useCloseDay(({ number }) => onClosed(number))
  const { print, savePdf } = paper
  const { step, press } = closing
  useDayKeys(
    useMemo(
      () => (step === 'key' ? { z: press, p: () => void print(), f: () => void savePdf() } : {}),
      [step, press, print, savePdf],
    ),
  )
  return (
    <Page width="sheet">
      <PageHead title={t('close.title')} lead={t('close.lead')}>
        <Button variant="primary" onPress={press} keyCap={t('key.close')} isDisabled={step !== 'key'}>
          {t('close.key')}
        </Button>
      </PageHead>
      {step !== 'key' && <CloseDayForm closing={closing} />}
      <DayFilesNote />
      <OthersShifts onClosed={onOpenShift} />
      <div className={styles['head']}>
        <h3 className={styles['subtitle']}>{t(isFirst ? 'close.xFirst' : 'close.x')}</h3>
        <PaperButtons paper={paper} />
      </div>
      <PaperOutcome state={paper.state} />
      <ReportBody report={report} onAgain={again} onOpenShift={onOpenShift} />
    </Page>
  )
}
