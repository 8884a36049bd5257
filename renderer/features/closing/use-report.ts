import { useCallback, useState } from 'react'
import type { PaperSubject } from '../../../shared/contract/paper.ts'
import type { Report } from '../../../shared/contract/shifts.ts'
import type { Result } from '../../../shared/result.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** Which report: what of it is on the screen is also what can be put on paper. */
export type ReportSubject = Exclude<PaperSubject, { kind: 'receipt' }>

/** Main's report; what is not a Z yet is asked for again whenever a payment moves. */
export function useReport(subject: ReportSubject) {
  const backend = useBackend()
  const revision = usePayments((payments) => payments.revision)
  const ended = useTill(({ shifts }) => `${shifts.lastZ} ${shifts.lastMine}`)
  const [attempt, setAttempt] = useState(0)
  const key = JSON.stringify(subject)
  const ask = useCallback((): Promise<Result<Report>> => {
    switch (subject.kind) {
      case 'x':
        return backend.shifts.x()
      case 'z':
        return backend.shifts.z({ number: subject.number })
      case 'shift':
        return backend.shifts.report({ number: subject.number })
    }
  }, [backend, subject])
  const moment = subject.kind === 'z' ? '' : `${revision} ${ended}`
  const answered = useAnswer(`${key} ${moment} ${attempt}`, ask)
  const isOther = answered?.ok === true && !isAbout(answered.value, subject)
  return { report: isOther ? null : answered, again: () => setAttempt(attempt + 1) }
}

function isAbout({ kind, number }: Report, subject: ReportSubject): boolean {
  return kind === subject.kind && (subject.kind === 'x' || subject.number === number)
}
