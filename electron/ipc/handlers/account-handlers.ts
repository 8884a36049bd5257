import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { byWhom } from '../../../shared/people/caller.ts'
import { ok } from '../../../shared/result.ts'
import type { TillControl } from '../../till-control.ts'

export function accountHandlers({ account }: TillControl): TillHandlers['account'] {
  return {
    signIn: ({ email, password }) => account.signIn(email, password),
    signOut: () => {
      account.signOut()
      return ok(null)
    },
    balance: () => account.balance(),
    convert: ({ word: _, ...request }, caller) => account.convert(request, byWhom(caller)),
    conversions: () => account.conversions(),
    conversion: ({ id }) => account.conversion(id),
    payouts: () => account.payouts(),
    preChecks: ({ asksAgain }) => account.preChecks(asksAgain),
  }
}
