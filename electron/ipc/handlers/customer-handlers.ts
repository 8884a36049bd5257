import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { WindowRole } from '../../../shared/contract/define.ts'
import { ok } from '../../../shared/result.ts'
import type { TillControl } from '../../till-control.ts'

export function customerHandlers(
  control: TillControl,
  onWindowUp: (role: WindowRole) => void,
): TillHandlers['customer'] {
  return {
    view: () => {
      onWindowUp('customer')
      return ok(control.customerView())
    },
  }
}
