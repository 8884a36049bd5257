import type { PaymentView } from '../../shared/contract/payments.ts'
import { isSold } from '../../shared/payment/questions.ts'
import { canDecideInSale } from '../../shared/payment/sale.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Ability } from '../../shared/people/may.ts'
import { closeDecision, type OwnersDecision, openDecision } from '../stores/decision-store.ts'
import { hasKeypad } from '../stores/screen-store.ts'
import { type AppState, type Command, subjectOf } from './command.ts'
import { askAgain, onSubject, report, withSubject } from './payment-commands.ts'

/** What somebody has to be able to do alone whose word decides so. */
export const DECISION_ABILITIES: Readonly<Record<OwnersDecision, Ability>> = {
  accepted: 'acceptShort',
  byHand: 'markPaid',
}

/** A new payment of the same sale for what is missing. */
export const topUp: Command = {
  label: 'cashier:act.topUpRest',
  keys: ['a'],
  cap: { letter: 'A' },
  isAvailable: (state) =>
    onSubject(({ choices }) => choices.includes('topUp'))(state) &&
    !state.charge.isStarting &&
    state.till.journal === null,
  run: askAgain('topUp'),
}

export const giveGoods = cashierDecides('delivered', 'cashier:act.delivered', 'G')
export const owe = cashierDecides('owed', 'cashier:act.owed', 'W')
export const leaveToOwner = cashierDecides('handed', 'cashier:act.handed', 'O')

export const acceptAsIs = ownerDecides('accepted', 'cashier:act.accepted', 'T', ({ choices }) =>
  choices.includes('accepted'),
)
export const markPaidByHand = ownerDecides('byHand', 'cashier:act.byHand', 'B', canMarkByHand)

/** Leaves the owner's form from wherever the keyboard is; inside it the form's own Escape does the same. */
export const closeOwnerForm: Command = {
  label: 'common:back',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: isOwnerAsked,
  run: (app) => closeDecision(app.stores.decision),
}

/**
 * By hand while the gateway's own word is missing: once the code is gone, or, while it is up, when the gateway does not
 * answer and the customer shows that the money left their wallet.
 */
export function canMarkByHand({ payment, checkError, sale }: PaymentView): boolean {
  if (!isCharged(payment) || isSold(payment)) return false
  if (payment.status !== 'awaiting') return canDecideInSale(payment, 'byHand', [payment, ...sale.others])
  return checkError !== null
}

function cashierDecides(
  decision: 'delivered' | 'owed' | 'handed',
  label: Command['label'],
  letter: string,
): Command {
  return {
    label,
    keys: [letter.toLowerCase()],
    cap: { letter },
    isAvailable: onSubject(({ choices }) => choices.includes(decision)),
    run: withSubject((app, { payment: { id } }) =>
      report(app, app.backend.payments.decide({ id, decision, word: null, reason: null })),
    ),
  }
}

/** Opens the owner's form in the card. */
function ownerDecides(
  decision: OwnersDecision,
  label: Command['label'],
  letter: string,
  isPossible: (view: PaymentView) => boolean,
): Command {
  return {
    label,
    keys: [letter.toLowerCase()],
    cap: { letter },
    ability: DECISION_ABILITIES[decision],
    isAvailable: onSubject(isPossible),
    run: withSubject((app, { payment: { id } }) =>
      openDecision(app.stores.decision, { paymentId: id, decision }),
    ),
  }
}

function isOwnerAsked(state: AppState): boolean {
  const subject = hasKeypad(state.screen) ? subjectOf(state) : null
  return subject !== null && state.decision?.paymentId === subject.payment.id
}
