import { expect, vi } from 'vitest'
import type { ObservedStatus } from '../../shared/payment/payment.ts'
import type { SimulatorControl } from '../../simulator/control/contract.ts'
import type { CallbackReceiver } from './callback-receiver.ts'
import type { Altered, Call, Spoiled, VendorUnderTest } from './vendor-under-test.ts'

/** No call of an adapter waits longer. */
export const TIME_LIMIT_MS = 15_000

const SPOILED = {
  malformed: 'malformed-json',
  webPage: 'html-200',
  empty: 'empty-body',
  huge: 'huge-body',
  missingField: 'missing-field',
  wrongTypes: 'wrong-types',
  wrongKey: '403',
  rateLimited: '429-html',
  serverError: '500',
  badGateway: '502-html',
} as const satisfies Record<Spoiled, string>

const ALTERED = {
  addressNotTron: 'not-tron-address',
  addressBadChecksum: 'bad-checksum-address',
  addressOfContract: 'contract-address',
  addressOfBurn: 'burn-address',
  otherCoin: 'wrong-coin',
  otherOrder: 'other-order-id',
  amountZero: 'amount-zero',
  amountFarOff: 'amount-far-off',
  moreDecimals: 'amount-extra-decimals',
  unknownStatus: 'unknown-status',
  parentNamed: 'names-parent',
  numbersAsText: 'numbers-as-strings',
  textAsNumbers: 'strings-as-numbers',
} as const satisfies Record<Altered, string>

/** Whichever vendor: what makes a charge is its only POST that a test spoils. */
const MATCH = { create: { method: 'POST' }, look: { method: 'GET' } } as const satisfies Record<Call, object>

type Particulars = {
  /** The vendor's word for ours, where it is another. */
  readonly words: Partial<Record<ObservedStatus, string>>
  /** A field that every answer about a charge must have, to be damaged. Default: what the simulator picks. */
  readonly vitalField?: string
  /** Whether a deposit needs a further stage to be told of. */
  readonly tellsWhenConfirmed?: boolean
  /** The refusal of its that is about the key. */
  readonly wrongKey?: '401' | '403'
}

type Simulated = Pick<
  VendorUnderTest,
  | 'spoilNext'
  | 'alterNext'
  | 'holdNext'
  | 'passTime'
  | 'passTimeLimit'
  | 'cutNext'
  | 'setStatus'
  | 'deposit'
  | 'finish'
  | 'chargesMade'
  | 'callsMade'
  | 'callbackUrl'
  | 'sendAgain'
>

/** What the simulator does in the same way for every vendor. */
export function simulated(
  control: SimulatorControl,
  receiver: CallbackReceiver,
  { words, vitalField, tellsWhenConfirmed = false, wrongKey = SPOILED.wrongKey }: Particulars,
): Simulated {
  const field = vitalField === undefined ? {} : { field: vitalField }
  return {
    spoilNext: async (how, call) =>
      void (await control.failNext({
        as: how === 'wrongKey' ? wrongKey : SPOILED[how],
        ...field,
        match: MATCH[call],
      })),
    alterNext: async (how, call) =>
      void (await control.tamperNext({ mutation: ALTERED[how], match: MATCH[call] })),
    holdNext: async (call) =>
      void (await control.delayNext({ ms: 10 * TIME_LIMIT_MS, when: 'after', match: MATCH[call] })),
    passTime: async (ms) => void (await control.advance({ ms })),
    passTimeLimit: async () => void (await control.advance({ ms: TIME_LIMIT_MS })),
    cutNext: async (when, call) => void (await control.cutNext({ when, match: MATCH[call] })),
    setStatus: async (paymentId, status) =>
      void (await control.setStatus({ paymentId, status: words[status] ?? status })),
    async deposit(paymentId, kind) {
      await control.pay({ paymentId, kind })
      if (tellsWhenConfirmed) await control.step({ paymentId })
    },
    async finish(paymentId) {
      await control.finish({ paymentId })
      await vi.waitFor(async () => {
        const answers = (await control.callbacks()).callbacks.map(({ answer }) => answer)
        expect(answers).not.toEqual([])
        expect(answers).not.toContain(null)
      })
      return receiver.last()
    },
    chargesMade: async () => (await control.charges()).charges.length,
    callsMade: async () => (await control.calls()).calls.length,
    callbackUrl: receiver.url,
    async sendAgain(paymentId, signature) {
      await control.sendCallback({ paymentId, how: 'again', signature })
      return receiver.last()
    },
  }
}
