import type { CallbackMessage } from '../callbacks.ts'
import type { RunningVendor } from '../running-vendors.ts'
import type { ControlledCharge, EndWords } from '../vendor.ts'
import type { ChargeView, ControlHandlers } from './contract.ts'
import type { ControlDependencies } from './dependencies.ts'
import { controlError } from './error.ts'

// Controls on one charge, whichever vendor it is of: its money, its stages, its callbacks.

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

type Found = { running: RunningVendor; charge: ControlledCharge }

const inOrder = (
  history: readonly CallbackMessage[],
  how: 'again' | 'twice' | 'out-of-order',
): readonly CallbackMessage[] => {
  if (how === 'out-of-order') return history.toReversed()
  const newest = history.slice(-1)
  return how === 'twice' ? [...newest, ...newest] : newest
}

const viewOf = ({ running, charge }: Found): ChargeView => ({
  vendor: running.definition.name,
  ...charge.facts(),
  canRefund: running.vendor.endWords.refund !== null,
})

export const createChargeHandlers = (
  dependencies: ControlDependencies,
): Pick<ControlHandlers, ChargeControl> => {
  const { callbacks, vendors } = dependencies

  const find = (id: string): Found => {
    for (const running of vendors) {
      const charge = running.vendor.charge(id)
      if (charge !== undefined) return { running, charge }
    }
    throw controlError(404, `There is no payment ${id}.`)
  }

  const reply = (found: Found) => ({ charge: viewOf(found) })

  const all = (): ChargeView[] =>
    vendors.flatMap((running) => running.vendor.charges().map((charge) => viewOf({ running, charge })))

  const end = (kind: keyof EndWords) => (input: { paymentId: string }) => {
    const found = find(input.paymentId)
    const word = found.running.vendor.endWords[kind]
    if (word === null) throw controlError(409, `${found.running.definition.title} knows no ${kind}.`)
    found.charge.setStatus(word)
    return reply(found)
  }

  return {
    charges: () => ({ charges: all() }),
    pay: (input) => {
      const { running, charge } = find(input.paymentId)
      return reply({ running, charge: charge.pay(input) })
    },
    step: (input) => {
      const found = find(input.paymentId)
      const { status } = found.charge.facts()
      if (!found.charge.step()) throw controlError(409, `A payment that is ${status} has no next stage.`)
      return reply(found)
    },
    finish: (input) => {
      const found = find(input.paymentId)
      const { status } = found.charge.facts()
      if (!found.charge.finish()) throw controlError(409, `This payment has ended: it is ${status}.`)
      return reply(found)
    },
    setStatus: (input) => {
      const found = find(input.paymentId)
      found.charge.setStatus(input.status)
      return reply(found)
    },
    expire: end('expire'),
    fail: end('fail'),
    refund: end('refund'),
    callbacks: () => ({ callbacks: callbacks.attempts().map((attempt) => ({ ...attempt })) }),
    sendCallback: async (input) => {
      const { charge } = find(input.paymentId)
      const messages = inOrder(callbacks.history(charge.id), input.how)
      if (messages.length === 0) throw controlError(409, 'No callback was sent for this payment yet.')
      const sent = []
      for (const message of messages) {
        const headers = charge.headersFor(message, input.signature)
        if (headers === null) throw controlError(409, 'This vendor has no such form of signature.')
        sent.push(await callbacks.sendOnce({ ...message, headers: () => headers }))
      }
      return { callbacks: sent }
    },
  }
}
