import { assertNever } from '../../../shared/assert-never.ts'
import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { Paper, PaperContent, PaperSubject } from '../../../shared/contract/paper.ts'
import type { Caller } from '../../../shared/people/caller.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { PaperDesk } from '../../paper/paper-desk.ts'
import { writeFileWhole } from '../../reports/write-file.ts'
import type { TillControl } from '../../till-control.ts'
import { answeredBy } from '../answered-by.ts'

type Dependencies = {
  readonly desk: PaperDesk
  /** Those that the screen asks as well: what may not be seen comes onto no paper. */
  readonly shifts: TillHandlers['shifts']
  readonly payments: TillHandlers['payments']
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

/** A period is an export, and asked for there. */
type Drawing = Exclude<PaperContent['drawing'], { kind: 'period' }>
type Report = Extract<Drawing, { kind: 'report' }>['report']

export function paperHandlers(
  control: TillControl,
  { desk, shifts, payments, askWhere }: Dependencies,
): TillHandlers['paper'] {
  async function drawingOf(subject: PaperSubject, caller: Caller): Promise<Result<Drawing>> {
    switch (subject.kind) {
      case 'x':
        return asReport(await shifts.x(undefined, caller))
      case 'z':
        return asReport(await shifts.z({ number: subject.number }, caller))
      case 'shift':
        return asReport(await shifts.report({ number: subject.number }, caller))
      case 'receipt': {
        const history = await payments.history({ id: subject.paymentId }, caller)
        if (!history.ok) return history
        const { view, shop } = history.value
        return ok({ kind: 'receipt', view, shop })
      }
      default:
        return assertNever(subject)
    }
  }
  const contentOf = (drawing: Drawing, paper: Paper) => ({ paper, drawing, till: control.state() })
  return {
    async print(subject, caller) {
      const drawing = await drawingOf(subject, caller)
      return drawing.ok ? desk.print(contentOf(drawing.value, 'printer')) : drawing
    },
    async savePdf(subject, caller) {
      const ask = answeredBy(caller, control, askWhere)
      const drawing = await drawingOf(subject, caller)
      if (!drawing.ok) return drawing
      const asked = await ask(`usdtill-${control.till().mode}-${nameOf(drawing.value)}.pdf`)
      if (!asked.ok) return asked
      const file = asked.value
      if (file === null) return ok({ file })
      const paper = drawing.value.kind === 'receipt' ? 'roll' : 'a4'
      const pdf = await desk.pdf(contentOf(drawing.value, paper))
      if (!pdf.ok) return pdf
      const written = await writeFileWhole(file, pdf.value)
      return written.ok ? ok({ file }) : written
    },
    content: () => {
      const content = desk.content()
      return content === null ? err({ code: 'notNow' }) : ok(content)
    },
    drawn: ({ height }) => {
      desk.drawn(height)
      return ok(null)
    },
  }
}

function asReport(read: Result<Report>): Result<Drawing> {
  return read.ok ? ok({ kind: 'report', report: read.value }) : read
}

/** "z-0012", "x-2026-11-21", "receipt-0118". An X is of its day: the number is the next Z's. */
function nameOf(drawing: Drawing): string {
  if (drawing.kind === 'receipt') return `receipt-${padded(drawing.view.payment.number)}`
  const { kind, number, days, at } = drawing.report
  return kind === 'x' ? `x-${days?.to ?? at.slice(0, 10)}` : `${kind}-${padded(number)}`
}

function padded(number: number): string {
  return String(number).padStart(4, '0')
}
