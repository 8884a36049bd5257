import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err } from '../../../shared/result.ts'

const notNow = () => err({ code: 'notNow' } as const)

export function shiftsHandlers(): TillHandlers['shifts'] {
  return {
    open: notNow,
    close: notNow,
    report: notNow,
    x: notNow,
    closeDay: notNow,
    z: notNow,
    list: notNow,
  }
}
