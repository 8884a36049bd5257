import type { PaymentView } from '../../shared/contract/payments.ts'
import { isConfirming, isLive, isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { hasKeypad } from '../stores/screen-store.ts'
import type { Command } from './command.ts'
import { onSubject, report, withSubject } from './payment-commands.ts'

export const payExactly = payAs('exact', 'cashier:practice.exact', 'E', isDue)
export const payLess = payAs('less', 'cashier:practice.less', 'L', isDue)
export const payMore = payAs('more', 'cashier:practice.more', 'M', isDue)
export const payWrongCoin = payAs('wrongAsset', 'cashier:practice.wrongAsset', 'X', isDue)
export const payAgain = payAs(
  'again',
  'cashier:practice.again',
  'Y',
  ({ payment }) => isConfirming(payment) || isPaid(payment),
)

/** Acts as the customer, in practice mode only. */
function payAs(
  how: 'exact' | 'less' | 'more' | 'wrongAsset' | 'again',
  label: Command['label'],
  letter: string,
  isPossible: (view: PaymentView) => boolean,
): Command {
  return {
    label,
    keys: [letter.toLowerCase()],
    cap: { letter },
    isAvailable: (state) => state.till.mode === 'practice' && onSubject(isPossible)(state),
    run: withSubject((app, { payment: { id } }) => report(app, app.backend.practice.pay({ id, how }))),
  }
}

function isDue({ payment }: PaymentView): boolean {
  return isLive(payment) && isCharged(payment)
}

export const openPracticePanel: Command = {
  label: 'cashier:practice.panel',
  keys: ['p'],
  cap: { letter: 'P' },
  isAvailable: (state) => state.till.mode === 'practice' && state.till.practicePanel !== null,
  // Where there is something to print, P prints it.
  ownsKey: ({ screen }) => hasKeypad(screen) && !['history', 'shift', 'dayClose'].includes(screen.kind),
  run: (app) => report(app, app.backend.till.openLink({ link: 'practicePanel' })),
}
