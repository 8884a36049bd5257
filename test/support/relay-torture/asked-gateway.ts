import type { Gateway } from '../../../electron/gateways/gateway.ts'
import type { Observation, ObservedStatus } from '../../../shared/payment/payment.ts'
import { ok } from '../../../shared/result.ts'
import { anObservation } from '../builders.ts'
import type { CallbackStatus } from './plan.ts'

/** What each word of a callback is to the till. */
const WORDS: Readonly<Record<CallbackStatus, ObservedStatus>> = {
  waiting: 'waiting',
  confirming: 'confirming',
  confirmed: 'confirmed',
  sending: 'sending',
  finished: 'finished',
  partially_paid: 'partiallyPaid',
  failed: 'failed',
}

/** A gateway that can only be looked at: `ask` puts the question to the other process, `answered` brings its answer. */
export function createAskedGateway(
  ask: (ask: number, payment: number) => void,
  onAnswer: () => void,
): { readonly gateway: Gateway; answered(ask: number, status: CallbackStatus): void } {
  const open = new Map<number, (status: CallbackStatus) => void>()
  let asked = 0
  const never = () => Promise.reject(new Error('a soaked till sells nothing'))
  return {
    gateway: {
      id: 'soak',
      readCharge: async (chargeId) => {
        asked += 1
        const number = asked
        const status = await new Promise<CallbackStatus>((resolve) => {
          open.set(number, resolve)
          ask(number, paymentOf(chargeId))
        })
        onAnswer()
        return ok(answerOf(chargeId, status))
      },
      ...{ reach: never, estimate: never, minimum: never, createCharge: never, testConnection: never },
    },
    answered: (number, status) => {
      open.get(number)?.(status)
      open.delete(number)
    },
  }
}

/** The number of the payment is the end of its charge's id, whoever's it is. */
function paymentOf(chargeId: string): number {
  return Number(chargeId.slice(-8))
}

function answerOf(chargeId: string, status: CallbackStatus): { value: Observation; raw: string } {
  const value = anObservation({
    ...{ chargeId, orderId: `T1-${paymentOf(chargeId)}` },
    ...{ status: WORDS[status], vendorStatus: status },
  })
  return { value, raw: JSON.stringify(value) }
}
