import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { TillControl } from '../../till-control.ts'

/** Who works here and who stands at the till. Each answers with the till as whoever is there now may see it. */
export function peopleHandlers(control: TillControl): TillHandlers['people'] {
  const { people } = control

  function thenState(done: Result<null>): Result<TillState> {
    return done.ok ? ok(control.state()) : done
  }

  return {
    signIn: async (input) => thenState(await people.signIn(input)),
    lock: () => {
      people.session.lock()
      return ok(control.state())
    },
    signOut: () => {
      people.session.signOut()
      return ok(control.state())
    },
    touched: () => {
      people.session.touched()
      return ok(null)
    },
    add: async (input, caller) => thenState(await people.add(input, caller)),
    change: (input, caller) => thenState(people.change(input, caller)),
    setPin: async (input, caller) => thenState(await people.setPin(input, caller)),
    recover: async (input) => thenState(await people.recover(input)),
  }
}
