import type { PaymentRefunds, RefundView } from '../../../shared/contract/refunds.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import { canAbandonNow, canRecord, isUnsearched } from '../../../shared/refund/persons-word.ts'
import { isOver } from '../../../shared/refund/questions.ts'
import type { RefundStatus } from '../../../shared/refund/refund.ts'
import type { Tone } from '../../elements/Chip.tsx'

/** What the screen is about: one refund, a new one, or that there is nothing to give back. */
export type RefundSide =
  | { readonly kind: 'refund'; readonly view: RefundView }
  | { readonly kind: 'form' }
  | { readonly kind: 'nothing' }

/** `chosen`: the refund a person looks at, or that they want a new one; null: whatever needs them most. */
export function sideOf(
  { refunds, refundable }: Pick<PaymentRefunds, 'refunds' | 'refundable'>,
  chosen: string | null,
): RefundSide {
  const canBegin = microUsdt(refundable) > 0n
  if (chosen === NEW_REFUND && canBegin) return { kind: 'form' }
  const known = refunds.find(({ refund }) => refund.id === chosen)
  const open = known ?? refunds.findLast(({ refund }) => !isOver(refund))
  if (open) return { kind: 'refund', view: open }
  if (canBegin) return { kind: 'form' }
  const last = refunds.at(-1)
  return last ? { kind: 'refund', view: last } : { kind: 'nothing' }
}

export const NEW_REFUND = 'new'

/** The card of a refund: one state, one card. `now` in ms. */
export type RefundCardKind = RefundStatus | 'byHand' | 'searched' | 'codeOver' | 'stopped'

export function cardOf({ refund, code }: RefundView, now: number): RefundCardKind {
  const { status, way, searchedAt } = refund
  if (status === 'intended' && way === 'byHand') return 'byHand'
  if (status === 'unsure') return searchedAt === null ? 'unsure' : 'searched'
  if (status !== 'asked') return status
  // Something is strange about it: no code of it is taken here.
  if (code === null) return 'stopped'
  const isTaken = code.triesLeft > 0 && now < Date.parse(code.until)
  return isTaken ? 'asked' : 'codeOver'
}

/**
 * What a person may say about it, as main would take it. The till finds out what it can by itself: before it has looked
 * for a lost reply, or while only a sign-in is missing for that, nobody is asked. `now` in ms.
 */
export function wordsOf(
  { refund, checkError }: RefundView,
  now: number,
): { readonly mayRecord: boolean; readonly mayAbandon: boolean } {
  if (isUnsearched(refund) && (checkError === null || checkError.code === 'signInAgain')) {
    return { mayRecord: false, mayAbandon: false }
  }
  const hasAccount = checkError?.code !== 'notSetUp'
  return { mayRecord: canRecord(refund, now), mayAbandon: canAbandonNow(refund, { now, hasAccount }) }
}

/** The word of a refund, and how it looks. Green is paid's alone. */
export function wordOf({ status, way }: RefundView['refund']): {
  readonly word: RefundStatus | 'byHand'
  readonly tone: Tone
} {
  const word = status === 'intended' && way === 'byHand' ? 'byHand' : status
  return { word, tone: TONES[word] }
}

const TONES: Readonly<Record<RefundStatus | 'byHand', Tone>> = {
  intended: 'seen',
  unsure: 'warning',
  asked: 'warning',
  confirmed: 'seen',
  sending: 'seen',
  failed: 'warning',
  finished: 'neutral',
  refused: 'neutral',
  rejected: 'neutral',
  abandoned: 'neutral',
  byHand: 'warning',
}
