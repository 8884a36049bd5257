import { microText } from '../amounts.ts'
import type { CallbackMessage } from '../callbacks.ts'
import { pay } from '../customers.ts'
import type { Charge } from '../nowpayments/charge.ts'
import { legacySignature } from '../nowpayments/signature.ts'
import type { ChargeView, ControlHandlers } from './contract.ts'
import type { ControlDependencies } from './dependencies.ts'
import { controlError } from './error.ts'

// Controls on one charge: its money, its stages, its callbacks.

type ChargeControl =
  | 'charges'
  | 'pay'
  | 'step'
  | 'finish'
  | 'setStatus'
  | 'expire'
  | 'fail'
  | 'refund'
  | 'callbacks'
  | 'sendCallback'

const iso = (ms: number): string => new Date(ms).toISOString()

const viewOf = (charge: Charge, canStep: boolean): ChargeView => ({
  vendor: 'nowpayments',
  paymentId: charge.id,
  status: charge.status,
  orderId: charge.orderId,
  orderDescription: charge.orderDescription,
  priceAmount: charge.priceText,
  priceCurrency: charge.priceCurrency,
  payAmount: microText(charge.payMicro),
  payCurrency: charge.payCurrency,
  actuallyPaid: microText(charge.paidMicro),
  address: charge.payAddress,
  payinHash: charge.payinHash,
  parentPaymentId: charge.parentId,
  childPaymentIds: charge.childIds,
  originType: charge.originType,
  createdAt: iso(charge.createdAt),
  updatedAt: iso(charge.updatedAt),
  validUntil: iso(charge.validUntil),
  canStep,
})

type Signing = 'right' | 'wrong' | 'missing' | 'legacy'

const signedAs = (message: CallbackMessage, how: Signing, secret: string | null): CallbackMessage => {
  if (how === 'right') return message
  if (how === 'missing') return { ...message, headers: {} }
  const signature = how === 'wrong' ? '0'.repeat(128) : legacySignature(message.body, secret ?? '')
  return { ...message, headers: { 'x-nowpayments-sig': signature } }
}

const inOrder = (
  history: readonly CallbackMessage[],
  how: 'again' | 'twice' | 'out-of-order',
): readonly CallbackMessage[] => {
  if (how === 'out-of-order') return history.toReversed()
  const newest = history.slice(-1)
  return how === 'twice' ? [...newest, ...newest] : newest
}

export const createChargeHandlers = (
  dependencies: ControlDependencies,
): Pick<ControlHandlers, ChargeControl> => {
  const { callbacks, nowpayments } = dependencies
  const { payments, stages } = nowpayments

  const chargeOf = (id: string): Charge => {
    const charge = payments.find(id)
    if (charge === undefined) throw controlError(404, `There is no payment ${id}.`)
    return charge
  }

  const reply = (charge: Charge) => ({ charge: viewOf(charge, stages.canStep(charge)) })

  const forced = (status: string) => (input: { paymentId: string }) => {
    const charge = chargeOf(input.paymentId)
    stages.setStatus(charge, status)
    return reply(charge)
  }

  return {
    charges: () => ({ charges: payments.list().map((charge) => reply(charge).charge) }),
    pay: (input) => reply(pay(stages, chargeOf(input.paymentId), input)),
    step: (input) => {
      const charge = chargeOf(input.paymentId)
      if (!stages.step(charge))
        throw controlError(409, `A payment that is ${charge.status} has no next stage.`)
      return reply(charge)
    },
    finish: (input) => {
      const charge = chargeOf(input.paymentId)
      if (!stages.finish(charge)) throw controlError(409, `This payment has ended: it is ${charge.status}.`)
      return reply(charge)
    },
    setStatus: (input) => forced(input.status)(input),
    expire: forced('expired'),
    fail: forced('failed'),
    refund: forced('refunded'),
    callbacks: () => ({ callbacks: callbacks.attempts().map((attempt) => ({ ...attempt })) }),
    sendCallback: async (input) => {
      const secret = nowpayments.accountOf(chargeOf(input.paymentId)).ipnSecret
      const messages = inOrder(callbacks.history(input.paymentId), input.how)
      if (messages.length === 0) throw controlError(409, 'No callback was sent for this payment yet.')
      const sent = []
      for (const message of messages) {
        sent.push(await callbacks.sendOnce(signedAs(message, input.signature, secret)))
      }
      return { callbacks: sent }
    },
  }
}
