import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ShiftService } from '../../shifts/shift-service.ts'
import type { TillControl } from '../../till-control.ts'

/** Shifts, X and Z, as long as there is a journal to record them in. */
export function shiftsHandlers(control: TillControl): TillHandlers['shifts'] {
  function withShifts<T>(run: (shifts: ShiftService) => T): T | Result<never> {
    const { shifts, journalProblem } = control.till()
    return shifts ? run(shifts) : err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
  }

  return {
    open: ({ note }, caller) => withShifts((shifts) => shifts.open(note, caller)),
    close: (input, caller) => withShifts((shifts) => shifts.close(input, caller)),
    report: ({ number }, caller) => withShifts((shifts) => shifts.report(number, caller)),
    x: (_, caller) => withShifts((shifts) => ok(shifts.x(caller))),
    closeDay: ({ attempt }, caller) => withShifts((shifts) => shifts.closeDay(attempt, caller)),
    z: ({ number }, caller) => withShifts((shifts) => shifts.z(number, caller)),
    list: ({ before }, caller) => withShifts((shifts) => ok([...shifts.list(before, caller)])),
    all: ({ before }, caller) => withShifts((shifts) => ok([...shifts.all(before, caller)])),
  }
}
