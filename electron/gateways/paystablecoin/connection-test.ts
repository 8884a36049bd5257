import type { AppError } from '../../../shared/app-error.ts'
import type { Result } from '../../../shared/result.ts'
import type { GatewayFailure } from '../gateway.ts'
import type { Reply } from '../http/client.ts'
import { type ConnectionTest, clockError, type StepDone, stepByStep } from '../http/connection-steps.ts'
import { ownMethod, type PaymentMethod } from './methods.ts'

export type ConnectionTestDependencies = {
  /** Asks for the ways of paying, whatever becomes of it. */
  readonly ask: () => Promise<Result<Reply, GatewayFailure>>
  /** Why an answer is none; null for one. */
  readonly silence: (reply: Reply) => AppError | null
  readonly methods: (reply: Reply) => Result<readonly PaymentMethod[]>
}

/** Net, clock, key, coin, minimum: one answer tells all of it. */
export function testConnection(dependencies: ConnectionTestDependencies): Promise<ConnectionTest> {
  return stepByStep(checks(dependencies))
}

async function* checks({
  ask,
  silence,
  methods,
}: ConnectionTestDependencies): AsyncGenerator<StepDone, void> {
  const answer = await ask()
  if (!answer.ok) return yield { step: 'status', error: answer.error.error }
  yield { step: 'status', error: silence(answer.value) }
  yield { step: 'clock', error: clockError(answer.value) }

  const offered = methods(answer.value)
  if (!offered.ok) return yield { step: 'key', error: offered.error }
  yield { step: 'key', error: null }
  const own = ownMethod(offered.value)
  if (!own.ok) return yield { step: 'coin', error: own.error }
  yield { step: 'coin', error: null }
  yield { step: 'minimum', error: null, minimum: own.value.minimum ?? 0n }
}
