import { useEffect, useRef } from 'react'
import { assertNever } from '../../../shared/assert-never.ts'
import type { PaperContentView } from '../../../shared/contract/paper.ts'
import { TimeZoneContext } from '../../lib/use-format.ts'
import { type AppStores, StoresContext, useTill } from '../../stores/app-stores.ts'
import { PeriodSheet } from '../closing/sheet/PeriodSheet.tsx'
import { ReportSheet } from '../closing/sheet/ReportSheet.tsx'
import { Receipt } from '../history/Receipt.tsx'
import { usePageFoot } from './use-page-foot.ts'
import { usePageHead } from './use-page-head.ts'

type Drawing = PaperContentView['drawing']

type PaperPageProps = {
  readonly stores: AppStores
  readonly drawing: Drawing
  /** It stands there with its fonts, so high in CSS pixels. */
  readonly onDrawn: (height: number) => void
}

/** What the screen shows, without anything to press. */
export function PaperPage({ stores, drawing, onDrawn }: PaperPageProps) {
  const page = useRef<HTMLElement>(null)
  useEffect(() => {
    const heightOf = () => page.current?.getBoundingClientRect().height ?? 0
    // Laid out once, so that the fonts it needs are asked for; then as high as it is with them.
    heightOf()
    void document.fonts.ready.then(() => onDrawn(heightOf()))
  }, [onDrawn])
  return (
    <StoresContext value={stores}>
      <main ref={page}>
        <InTimeZone drawing={drawing} />
      </main>
    </StoresContext>
  )
}

function InTimeZone({ drawing }: Pick<PaperPageProps, 'drawing'>) {
  const timeZone = useTill((till) => till.settings.timeZone)
  return (
    <TimeZoneContext value={timeZone}>
      <Drawn drawing={drawing} />
    </TimeZoneContext>
  )
}

function Drawn({ drawing }: Pick<PaperPageProps, 'drawing'>) {
  usePageHead(drawing)
  usePageFoot(drawing)
  switch (drawing.kind) {
    case 'report':
      return <ReportSheet report={drawing.report} />
    case 'receipt':
      return <Receipt view={drawing.view} shop={drawing.shop} />
    case 'period':
      return <PeriodSheet summary={drawing.summary} />
    default:
      return assertNever(drawing)
  }
}
