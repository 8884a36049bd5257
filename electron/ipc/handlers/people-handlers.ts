import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err } from '../../../shared/result.ts'

const notNow = () => err({ code: 'notNow' } as const)

export function peopleHandlers(): TillHandlers['people'] {
  return {
    signIn: notNow,
    lock: notNow,
    signOut: notNow,
    touched: notNow,
    add: notNow,
    change: notNow,
    setPin: notNow,
    recover: notNow,
  }
}
