import type { AppError } from '../../../shared/app-error.ts'
import type { Result } from '../../../shared/result.ts'
import type { GatewayFailure } from '../gateway.ts'
import type { Reply } from '../http/client.ts'
import { type ConnectionTest, clockError, type StepDone, stepByStep } from '../http/connection-steps.ts'

type Sent = Promise<Result<Reply, GatewayFailure>>

export type ConnectionTestDependencies = {
  /** A look at a payment that cannot be, whatever becomes of it. */
  readonly look: () => Sent
  /** A create of nothing, which a vendor that takes the key refuses for its amount. */
  readonly createNothing: () => Sent
  /** Why an answer is none; null for one. */
  readonly silence: (reply: Reply) => AppError | null
  readonly refusal: (reply: Reply) => AppError | null
}

/** Net, clock, key. The vendor has no list of coins and names no minimum. */
export function testConnection(dependencies: ConnectionTestDependencies): Promise<ConnectionTest> {
  return stepByStep(checks(dependencies))
}

async function* checks(dependencies: ConnectionTestDependencies): AsyncGenerator<StepDone, void> {
  const { look, createNothing, silence, refusal } = dependencies
  const seen = await look()
  if (!seen.ok) return yield { step: 'status', error: seen.error.error }
  yield { step: 'status', error: silence(seen.value) }
  yield { step: 'clock', error: clockError(seen.value) }

  const tried = await createNothing()
  if (!tried.ok) return yield { step: 'key', error: tried.error.error }
  yield { step: 'key', error: silence(tried.value) ?? keyError(refusal(tried.value)) }
}

/** Whatever else is wrong with a create of nothing, the key was taken. */
function keyError(refusal: AppError | null): AppError | null {
  return refusal?.code === 'wrongKey' ? refusal : null
}
