import type { AppError } from '../../../shared/app-error.ts'
import type { ConnectionReport, ConnectionStep } from '../../../shared/contract/gateways.ts'

export type StepState = {
  readonly step: ConnectionStep['step']
  readonly state: 'waiting' | 'testing' | 'passed' | 'failed'
  readonly error: AppError | null
}

/** The vendor's steps as they stand, in order: those that did not run say so. */
export function stepStates(
  steps: readonly ConnectionStep['step'][],
  report: ConnectionReport | null,
  testing: boolean,
): readonly StepState[] {
  return steps.map((step) => {
    const ran = report?.steps.find((one) => one.step === step)
    if (testing) return { step, state: 'testing', error: null }
    if (!ran) return { step, state: 'waiting', error: null }
    return { step, state: ran.error ? 'failed' : 'passed', error: ran.error }
  })
}

/** The failure that stopped the test, if one did. */
export function failureOf(report: ConnectionReport): AppError | null {
  return report.steps.find((step) => step.error !== null)?.error ?? null
}
