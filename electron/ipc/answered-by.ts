import type { Caller } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isStillThere } from '../people/desk-session.ts'
import type { TillControl } from '../till-control.ts'

/**
 * A question of the system's (where to save, which files), of which the till's lock knows nothing: it stays up over the lock
 * screen, and whoever comes can answer it. The answer counts only while the same person stands there, and in the same mode. To be
 * taken before anything is read for the file. Errors: `signInFirst`, `notNow`.
 */
export function answeredBy<Asked extends readonly unknown[], Answer>(
  caller: Caller,
  control: Pick<TillControl, 'till' | 'people'>,
  ask: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Result<Answer>> {
  const { mode } = control.till()
  return async (...asked) => {
    const answer = await ask(...asked)
    if (!isStillThere(caller, control.people.session.standing())) return err({ code: 'signInFirst' })
    // What was asked for was of the mode before.
    return control.till().mode === mode ? ok(answer) : err({ code: 'notNow' })
  }
}
