import { errors, type Page } from '@playwright/test'
import type { RequestChannel } from '../../../shared/contract/channels.ts'
import type { PaymentsState } from '../../../shared/contract/payments.ts'
import { isLive } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { Result } from '../../../shared/result.ts'
import type { SimulatorControl } from '../../../simulator/control/contract.ts'
import { ask, typePrice } from '../till-hands.ts'
import { unlessEnded } from './gateway-book.ts'
import type { Beginning, Ending, PlannedSale } from './plan.ts'

// One planned sale at the running till. A refusal is an answer like any other; only what must never be said is thrown.

export type Counter = {
  readonly cashier: Page
  readonly gateway: SimulatorControl
  /** The gateway has said that a deposit to this charge arrived. */
  readonly onDeposit: (chargeId: string) => void
}

type OnScreen = { readonly id: string; readonly chargeId: string }

const createCharge = { method: 'POST', path: '/payment' } as const
/** How long a key press may take to lead to a charge; then the sale is given up, as by a cashier. */
const patienceMs = 2000

/** Codes that a till in order never answers. */
const NEVER_SAID = ['internal', 'journalUnavailable', 'journalTooNew', 'notAllowed', 'invalidInput']

export async function performSale(counter: Counter, sale: PlannedSale): Promise<void> {
  await clearScreen(counter, sale)
  await beginnings[sale.beginning](counter, sale)
  await counter.gateway.clearFaults()
  const current = await onScreen(counter)
  if (current) await endings[sale.ending](counter, current, sale)
}

async function said<T>(cashier: Page, channel: RequestChannel, input?: unknown): Promise<Result<T>> {
  const answer = await ask<T>(cashier, channel, input)
  if (!answer.ok && NEVER_SAID.includes(answer.error.code)) {
    throw new Error(`${channel} was answered with ${JSON.stringify(answer.error)}`)
  }
  return answer
}

async function onScreen({ cashier }: Counter): Promise<OnScreen | undefined> {
  const state = await said<PaymentsState>(cashier, 'payments.state')
  const payment = state.ok ? state.value.current?.payment : undefined
  if (!payment || !isCharged(payment) || !isLive(payment)) return undefined
  return { id: payment.id, chargeId: payment.charge.chargeId }
}

/** One live QR per till: what an earlier sale or life left is paid or cancelled first. */
async function clearScreen(counter: Counter, { leftover }: PlannedSale): Promise<void> {
  const left = await onScreen(counter)
  if (!left) return
  if (leftover === 'cancel') await said(counter.cashier, 'payments.cancel', { id: left.id })
  else await pay(counter, left, 'exact')
}

function start({ cashier }: Counter, { minor }: PlannedSale, attempt: string): Promise<Result<unknown>> {
  const price = { minor, currency: 'EUR' }
  return said(cashier, 'payments.start', { attempt, price, reference: null, evenIfSame: true })
}

const beginnings: Readonly<Record<Beginning, (counter: Counter, sale: PlannedSale) => Promise<unknown>>> = {
  asked: (counter, sale) => start(counter, sale, sale.attempts[0]),
  keyboard: (counter, sale) => press(counter, sale, 1),
  pressedTwice: (counter, sale) => press(counter, sale, 2),
  askedTwice: (counter, sale) =>
    Promise.all([start(counter, sale, sale.attempts[0]), start(counter, sale, sale.attempts[0])]),
  twoAttempts: (counter, sale) =>
    Promise.all([start(counter, sale, sale.attempts[0]), start(counter, sale, sale.attempts[1])]),
  lostReply: (counter, sale) => startCut(counter, sale, 'after'),
  lostRequest: (counter, sale) => startCut(counter, sale, 'before'),
  async slowReply(counter, sale) {
    await counter.gateway.delayNext({ ms: sale.delayMs, when: 'after', match: createCharge })
    await start(counter, sale, sale.attempts[0])
  },
  async cancelledWhileOpening(counter, sale) {
    await counter.gateway.delayNext({ ms: sale.delayMs, when: 'after', match: createCharge })
    await Promise.all([start(counter, sale, sale.attempts[0]), cancelOnceOpening(counter, sale.attempts[0])])
  },
}

async function press({ cashier }: Counter, { minor }: PlannedSale, times: number): Promise<void> {
  await typePrice(cashier, String(minor))
  for (let time = 0; time < times; time++) await cashier.keyboard.press('Enter')
  await currentComes(cashier, 'awaiting')
}

async function cancelOnceOpening(counter: Counter, id: string): Promise<void> {
  await currentComes(counter.cashier, 'created')
  await cancel(counter, id)
}

/** Waits until the payment on the screens has this status, and gives up as a cashier would. */
async function currentComes(cashier: Page, status: 'created' | 'awaiting'): Promise<void> {
  const hasCome = async (status: string) => {
    const state = (await window.till.request('payments.state', undefined)) as {
      value?: { current: { payment: { status: string } } | null }
    }
    return state.value?.current?.payment.status === status
  }
  await cashier
    .waitForFunction(hasCome, status, { polling: 20, timeout: patienceMs })
    .catch((error: unknown) => {
      if (!(error instanceof errors.TimeoutError)) throw error
    })
}

/** The reply to the first try is lost; the cashier tries again. */
async function startCut(counter: Counter, sale: PlannedSale, when: 'before' | 'after'): Promise<void> {
  await counter.gateway.cutNext({ when, match: createCharge })
  const first = await start(counter, sale, sale.attempts[0])
  if (!first.ok) await start(counter, sale, sale.attempts[1])
}

async function pay(counter: Counter, payment: OnScreen, how: string): Promise<void> {
  const paid = await said(counter.cashier, 'practice.pay', { id: payment.id, how })
  if (paid.ok && how !== 'fail') counter.onDeposit(payment.chargeId)
}

/** The panel's way: kinds that the cashier's row has no button for. */
async function send(
  counter: Counter,
  { id, chargeId }: OnScreen,
  kind: 'exact' | 'late' | 'wrong-asset',
): Promise<void> {
  await counter.gateway.pay({ paymentId: chargeId, kind })
  counter.onDeposit(chargeId)
  await look(counter, id)
}

const look = ({ cashier }: Counter, id: string) => said(cashier, 'payments.check', { id })
const cancel = ({ cashier }: Counter, id: string) => said(cashier, 'payments.cancel', { id })

async function expire(counter: Counter, { id, chargeId }: OnScreen): Promise<void> {
  await counter.gateway.expire({ paymentId: chargeId })
  await look(counter, id)
}

async function finish(counter: Counter, payment: OnScreen): Promise<void> {
  await pay(counter, payment, 'exact')
  // Its stages may have passed by themselves: then there is nothing left to skip.
  await unlessEnded(counter.gateway.finish({ paymentId: payment.chargeId }))
  await look(counter, payment.id)
}

/** Money after the QR was withdrawn; a person decides what it is. */
async function late(counter: Counter, payment: OnScreen, decision: 'delivered' | 'owed'): Promise<void> {
  await cancel(counter, payment.id)
  await send(counter, payment, 'exact')
  await unlessEnded(counter.gateway.finish({ paymentId: payment.chargeId }))
  await look(counter, payment.id)
  await said(counter.cashier, 'payments.decide', { id: payment.id, decision, word: null, reason: null })
}

async function topUp(counter: Counter, payment: OnScreen, { attempts }: PlannedSale): Promise<void> {
  await pay(counter, payment, 'less')
  await unlessEnded(counter.gateway.finish({ paymentId: payment.chargeId }))
  await look(counter, payment.id)
  await said(counter.cashier, 'payments.topUp', { id: payment.id, attempt: attempts[2] })
  const rest = await onScreen(counter)
  if (rest) await pay(counter, rest, 'exact')
}

/** Asks for the same sale again and pays that. */
async function retryAndPay(counter: Counter, { id }: OnScreen, { attempts }: PlannedSale): Promise<void> {
  await said(counter.cashier, 'payments.retry', { id, attempt: attempts[2] })
  const second = await onScreen(counter)
  if (second) await pay(counter, second, 'exact')
}

type End = (counter: Counter, payment: OnScreen, sale: PlannedSale) => Promise<unknown>

const endings: Readonly<Record<Ending, End>> = {
  exact: (counter, payment) => pay(counter, payment, 'exact'),
  less: (counter, payment) => pay(counter, payment, 'less'),
  more: (counter, payment) => pay(counter, payment, 'more'),
  again: (counter, payment) => pay(counter, payment, 'again'),
  fail: (counter, payment) => pay(counter, payment, 'fail'),
  finished: finish,
  async wrongAsset(counter, payment) {
    await send(counter, payment, 'wrong-asset')
    await cancel(counter, payment.id)
  },
  async refund(counter, payment) {
    await finish(counter, payment)
    await counter.gateway.refund({ paymentId: payment.chargeId })
    await look(counter, payment.id)
  },
  expire,
  cancel: (counter, payment) => cancel(counter, payment.id),
  cancelByKey: ({ cashier }) => cashier.keyboard.press('Escape'),
  async lateAfterCancel(counter, payment) {
    await cancel(counter, payment.id)
    await send(counter, payment, 'exact')
  },
  async lateAfterExpiry(counter, payment) {
    await expire(counter, payment)
    await send(counter, payment, 'late')
  },
  async retry(counter, payment, sale) {
    await cancel(counter, payment.id)
    await retryAndPay(counter, payment, sale)
  },
  async retryAndBothPaid(counter, payment, sale) {
    await expire(counter, payment)
    await retryAndPay(counter, payment, sale)
    await send(counter, payment, 'late')
  },
  topUp,
  parked: ({ cashier }, { id }) => said(cashier, 'payments.park', { id }),
  async parkedAndPaid(counter, payment) {
    await said(counter.cashier, 'payments.park', { id: payment.id })
    await send(counter, payment, 'exact')
  },
  lateDelivered: (counter, payment) => late(counter, payment, 'delivered'),
  lateOwed: (counter, payment) => late(counter, payment, 'owed'),
  neverPaid: () => Promise.resolve(),
}
