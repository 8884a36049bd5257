import { err } from '../../shared/result.ts'
import type { Gateway, GatewayFailure } from './gateway.ts'

const NOT_SET_UP: GatewayFailure = {
  error: { code: 'notSetUp' },
  maybe: false,
  raw: null,
  retryAfterMs: null,
}

/** Stands where no key was given yet: every call answers that, so that nothing else has to ask first. */
export function createMissingGateway(): Gateway {
  const answer = async () => err(NOT_SET_UP)
  return {
    id: 'none',
    reach: answer,
    estimate: answer,
    minimum: answer,
    createCharge: answer,
    readCharge: answer,
    testConnection: async () => ({ steps: [{ step: 'key', error: NOT_SET_UP.error }], minimum: null }),
  }
}
