import { isSuccess, type Reading } from '../http/call.ts'
import { type RequestContext, refusalFailure } from './refusal.ts'

export { send } from '../http/call.ts'

/** NOWPayments refuses by the HTTP status, and only so. */
export function reading<Wire, Value>(
  context: RequestContext,
  how: Pick<Reading<Wire, Value>, 'schema' | 'read'>,
): Reading<Wire, Value> {
  return {
    creates: context.purpose === 'create',
    refusal: (reply) => (isSuccess(reply) ? undefined : refusalFailure(reply, context)),
    ...how,
  }
}
