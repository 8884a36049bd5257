import type { Word } from '../../../shared/contract/pin.ts'
import type {
  DecidedDifference,
  ReconciledDays,
  ReconciliationProgress,
} from '../../../shared/contract/reconciliation.ts'
import type { Mode } from '../../../shared/mode.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { Difference } from '../../../shared/reconciliation/difference.ts'
import type { Result } from '../../../shared/result.ts'
import type { App } from '../../commands/command.ts'
import {
  beginTurn,
  booksOf,
  type Comparison,
  changeBooks,
  type Look,
  type LookingAgain,
} from '../../stores/books-store.ts'

// What the owner sets going here. It goes on while they look elsewhere.

/** Compares the books of these days; the list so far goes. */
export async function compare({ backend, stores }: App, mode: Mode, days: ReconciledDays): Promise<void> {
  const change = beginTurn(stores.books, mode)
  let read = 0
  const running = (progress: ReconciliationProgress | null): void => {
    if (progress?.step === 'reading') read = progress.rows
    change({ comparison: { kind: 'running', progress } })
  }
  running(null)
  change({ looks: {}, decided: {} })
  const stop = backend.reconciliation.progressed(running)
  const told = await backend.reconciliation.run(days)
  stop()
  change({ comparison: told.ok ? { kind: 'done', report: told.value } : failed(told.error, read > 0) })
}

function failed(error: Extract<Comparison, { kind: 'failed' }>['error'], hasBegun: boolean): Comparison {
  // Main ended it: the mode was changed meanwhile.
  return error.code === 'notNow' ? { kind: 'none' } : { kind: 'failed', error, hasBegun }
}

/** Looks at each open payment of the gateways without a list. */
export async function lookAgain({ backend, stores }: App, mode: Mode): Promise<void> {
  const change = beginTurn(stores.books, mode)
  const running = (progress: ReconciliationProgress | null) =>
    change({ again: { kind: 'running', progress } })
  running(null)
  const stop = backend.reconciliation.progressed(running)
  const told = await backend.reconciliation.lookAtOpen()
  stop()
  change({ again: told.ok ? { kind: 'done', told: told.value } : notLooked(told.error) })
}

function notLooked(error: Extract<LookingAgain, { kind: 'failed' }>['error']): LookingAgain {
  return error.code === 'notNow' ? { kind: 'none' } : { kind: 'failed', error }
}

/** Ends what is under way: at once here, and soon in main. */
export function cancel({ backend, stores }: App, mode: Mode): void {
  const { comparison, again } = booksOf(stores.books.getState(), mode)
  const change = beginTurn(stores.books, mode)
  if (comparison.kind === 'running') change({ comparison: { kind: 'none' } })
  if (again.kind === 'running') change({ again: { kind: 'none' } })
  void backend.reconciliation.cancel()
}

/** Has the till ask the gateway about this line's payment now, and says what came of it. */
export async function lookNow({ backend, stores }: App, mode: Mode, line: Difference): Promise<void> {
  const { payment } = line
  if (payment === null) return
  const say = (look: Look) => {
    const { looks } = booksOf(stores.books.getState(), mode)
    changeBooks(stores.books, mode, { looks: { ...looks, [payment.id]: look } })
  }
  say({ kind: 'looking' })
  const told = await backend.payments.check({ id: payment.id })
  if (!told.ok) say({ kind: 'failed' })
  else if (told.value.checkError !== null) say({ kind: 'unanswered' })
  else say(newsOf(line, told.value.payment))
}

type Saying = Pick<DecidedDifference, 'decision' | 'reason'> & {
  readonly key: string
  readonly word: Word | null
}

/** Has the journal keep what the owner says about a line. */
export async function decide({ backend, stores }: App, mode: Mode, saying: Saying): Promise<Result<unknown>> {
  const said = await backend.reconciliation.decide(saying)
  if (said.ok) {
    const { decided } = booksOf(stores.books.getState(), mode)
    changeBooks(stores.books, mode, { decided: { ...decided, [saying.key]: said.value } })
  }
  return said
}

/** What the till knows now that it did not when the line was written. */
export function newsOf({ payment: before, chargeId, ours }: Difference, payment: Payment): Look {
  if (before !== null && before.status !== payment.status) return { kind: 'moved', status: payment.status }
  if (!isCharged(payment)) return { kind: 'same' }
  const isOfDeposit = chargeId !== null && chargeId !== payment.charge.chargeId
  if (isOfDeposit) return { kind: payment.childChargeIds.includes(chargeId) ? 'deposit' : 'same' }
  const isOther = ours !== null && microUsdt(ours) !== microUsdt(payment.received)
  return isOther ? { kind: 'received', amount: payment.received } : { kind: 'same' }
}
