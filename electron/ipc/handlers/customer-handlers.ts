import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, ok } from '../../../shared/result.ts'
import type { TillControl } from '../../till-control.ts'

export function customerHandlers(control: TillControl, onView: () => void): TillHandlers['customer'] {
  return {
    view: () => {
      onView()
      return ok(control.customerView())
    },
    tip: (answer) => control.till().payments?.answerTip(answer) ?? err({ code: 'notNow' }),
  }
}
