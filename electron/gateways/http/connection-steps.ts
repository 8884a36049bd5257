import type { AppError } from '../../../shared/app-error.ts'
import type { ConnectionStep } from '../../../shared/contract/gateways.ts'
import type { MicroUsdt } from '../../../shared/money/usdt.ts'
import type { Reply } from './client.ts'

/** More than this and "20 minutes left" is a lie. */
const MAX_SKEW_MS = 2 * 60 * 1000
/** The `Date` header is cut to whole seconds: on average it is half a second old. */
const DATE_HEADER_AGE_MS = 500

export type ConnectionTest = {
  readonly steps: readonly ConnectionStep[]
  readonly minimum: MicroUsdt | null
}

/** One step that ended; the one that finds the minimum brings it along. */
export type StepDone = ConnectionStep & { readonly minimum?: MicroUsdt }

/** Takes the steps one by one until one fails; what would follow it is never asked for. */
export async function stepByStep(checks: AsyncIterable<StepDone>): Promise<ConnectionTest> {
  const steps: ConnectionStep[] = []
  let minimum: MicroUsdt | null = null
  for await (const done of checks) {
    steps.push({ step: done.step, error: done.error })
    minimum = done.minimum ?? null
    if (done.error) break
  }
  return { steps, minimum }
}

/** Compares the `Date` header with this computer's clock halfway through the exchange. No header: nothing to say. */
export function clockError(reply: Reply): AppError | null {
  if (reply.serverTime === null) return null
  const halfway = (reply.sentAt + reply.receivedAt) / 2
  const skewMs = halfway - (reply.serverTime + DATE_HEADER_AGE_MS)
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return null
  return { code: 'clockWrong', skewSeconds: Math.round(skewMs / 1000) }
}
