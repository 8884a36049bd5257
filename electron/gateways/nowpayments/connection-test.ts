import type { AppError } from '../../../shared/app-error.ts'
import type { MicroUsdt } from '../../../shared/money/usdt.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { GatewayFailure, GatewayResult } from '../gateway.ts'
import { accept } from '../http/call.ts'
import { type ConnectionTest, clockError, type StepDone, stepByStep } from '../http/connection-steps.ts'
import { reading } from './call.ts'
import type { Reply } from './client.ts'
import type { RequestContext } from './refusal.ts'
import { StatusReply } from './wire.ts'

export type ConnectionTestDependencies = {
  readonly isSwitchedOn: () => Promise<GatewayResult<boolean>>
  /** `GET path` through the queue, whatever its status. */
  readonly get: (path: string) => Promise<Result<Reply, GatewayFailure>>
  readonly minimum: () => Promise<GatewayResult<MicroUsdt>>
  readonly context: RequestContext
}

/** Step by step until one fails, in the order in which a person would look: net, clock, key, coin, minimum. */
export function testConnection(dependencies: ConnectionTestDependencies): Promise<ConnectionTest> {
  return stepByStep(checks(dependencies))
}

/** Yields each step as it ends; what follows a failed one is never asked for. */
async function* checks({
  get,
  isSwitchedOn,
  minimum,
  context,
}: ConnectionTestDependencies): AsyncGenerator<StepDone, void> {
  const status = await get('/status')
  if (!status.ok) return yield { step: 'status', error: status.error.error }
  yield { step: 'status', error: statusError(status.value, context) }
  yield { step: 'clock', error: clockError(status.value) }

  const switchedOn = await isSwitchedOn()
  if (!switchedOn.ok) return yield { step: 'key', error: switchedOn.error.error }
  yield { step: 'key', error: null }
  yield { step: 'coin', error: switchedOn.value.value ? null : { code: 'coinNotEnabled' } }

  const least = await minimum()
  yield least.ok
    ? { step: 'minimum', error: null, minimum: least.value.value }
    : { step: 'minimum', error: least.error.error }
}

function statusError(reply: Reply, context: RequestContext): AppError | null {
  const up = accept(reply, reading(context, { schema: StatusReply, read: isUp }))
  return up.ok ? null : up.error.error
}

/** What `/status` says in a body that came with a success: anything but OK means that the gateway is not working. */
export function isUp({ message }: StatusReply): Result<null> {
  return message.toUpperCase() === 'OK' ? ok(null) : err({ code: 'gatewayDown', httpStatus: 200 })
}
