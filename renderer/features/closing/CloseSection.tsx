import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Page, PageHead } from '../../elements/Page.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useRowLeft } from '../../lib/use-row-left.ts'
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

type Whole = { readonly kind: 'x' } | { readonly kind: 'z'; readonly number: number }

/** `leftShift`: the one that was looked at in it. A shift is looked at in one of them. */
type Shown =
  | (Whole & { readonly leftShift: number | null })
  | { readonly kind: 'shift'; readonly number: number; readonly of: Whole }

/** How the till stands, and the one key that ends the day. */
export function CloseSection() {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const [shown, setShown] = useState<Shown>({ ...X, leftShift: null })
  if (shown.kind === 'shift') {
    const { number, of } = shown
    return (
      <ReportView
        key={`shift ${number}`}
        subject={{ kind: 'shift', number }}
        backText={t(of.kind === 'x' ? 'close.back' : 'shift.back')}
        onBack={() => setShown({ ...of, leftShift: number })}
      />
    )
  }
  const { leftShift } = shown
  if (shown.kind === 'x') {
    return (
      <Close
        leftShift={leftShift}
        onClosed={(number) => setShown({ kind: 'z', number, leftShift: null })}
        onOpenShift={(number) => setShown({ kind: 'shift', number, of: X })}
      />
    )
  }
  const z = { kind: 'z', number: shown.number } as const
  return (
    <ReportView
      key={`z ${z.number}`}
      subject={z}
      news={t('close.done', { number: format.paymentNumber(z.number) })}
      backText={t('close.back')}
      onBack={() => setShown({ ...X, leftShift: null })}
      onOpenShift={(number) => setShown({ kind: 'shift', number, of: z })}
      leftShift={leftShift}
    />
  )
}

type CloseProps = {
  /** The shift one comes back from. */
  readonly leftShift: number | null
  readonly onClosed: (number: number) => void
  readonly onOpenShift: (number: number) => void
}

function Close({ leftShift, onClosed, onOpenShift }: CloseProps) {
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
  const page = useRowLeft(leftShift === null ? null : `[data-shift="${leftShift}"]`, report?.ok === true)
  return (
    <Page width="sheet" ref={page}>
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
