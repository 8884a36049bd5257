import { useCallback, useState } from 'react'
import type { ShiftRow, ZRow } from '../../../shared/contract/shifts.ts'
import type { Result } from '../../../shared/result.ts'
import { useAnswer } from '../../lib/use-answer.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** What has a number, one after the other. */
export type Numbered = 'z' | 'shift'

export type NumberedRows =
  | { readonly kind: 'z'; readonly rows: readonly ZRow[] }
  | { readonly kind: 'shift'; readonly rows: readonly ShiftRow[] }

/** As many as main gives at once. */
const PAGE: Readonly<Record<Numbered, number>> = { z: 50, shift: 100 }

/** Those near a number: the newest, or the page of older ones that it stands on. `isMore`: that is not all of them. */
export function useNumbered(kind: Numbered, number: number) {
  const backend = useBackend()
  const last = useTill(({ shifts }) => (kind === 'z' ? shifts.lastZ : shifts.lastShift))
  // A shift that ends is said so in the list.
  const open = useTill(({ shifts }) => shifts.open.map((shift) => shift.number).join(' '))
  const [attempt, setAttempt] = useState(0)
  const before = pageOf(number, last, PAGE[kind])
  const ask = useCallback(async (): Promise<Result<NumberedRows>> => {
    if (kind === 'z') {
      const zs = await backend.shifts.list({ before })
      return zs.ok ? { ok: true, value: { kind, rows: zs.value } } : zs
    }
    const shifts = await backend.shifts.all({ before })
    return shifts.ok ? { ok: true, value: { kind, rows: shifts.value } } : shifts
  }, [backend, kind, before])
  const answer = useAnswer(`${kind} ${before} ${last} ${attempt} ${open}`, ask)
  return {
    found: answer?.ok === true && answer.value.kind === kind ? answer.value : null,
    error: answer?.ok === false ? answer.error : null,
    isMore: last > PAGE[kind],
    again: () => setAttempt(attempt + 1),
  }
}

/** Pages are counted from the newest, so that one step to the next number seldom asks again; null is the newest. */
function pageOf(number: number, last: number, size: number): number | null {
  const page = Math.floor((last - number) / size)
  return page <= 0 ? null : last - page * size + 1
}
