import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err } from '../../../shared/result.ts'

const notNow = () => err({ code: 'notNow' } as const)

export function tillsHandlers(): TillHandlers['tills'] {
  return { list: notNow, import: notNow, merged: notNow, choose: notNow, saveBundle: notNow, saveCsv: notNow }
}
