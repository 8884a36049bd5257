import { isLive } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Command } from './command.ts'
import { onSubject, report, withSubject } from './payment-commands.ts'

export const payExactly = payAs('exact', 'cashier:practice.exact', 'E')
export const payLess = payAs('less', 'cashier:practice.less', 'L')
export const payMore = payAs('more', 'cashier:practice.more', 'M')

/** Acts as the customer, in practice mode only. */
function payAs(how: 'exact' | 'less' | 'more', label: Command['label'], letter: string): Command {
  return {
    label,
    keys: [letter.toLowerCase()],
    cap: { letter },
    isAvailable: (state) =>
      state.till.mode === 'practice' &&
      onSubject(({ payment }) => isLive(payment) && isCharged(payment))(state),
    run: withSubject((app, { payment: { id } }) => report(app, app.backend.practice.pay({ id, how }))),
  }
}

export const openPracticePanel: Command = {
  label: 'cashier:practice.panel',
  keys: ['p'],
  cap: { letter: 'P' },
  isAvailable: (state) => state.till.mode === 'practice' && state.till.practicePanel !== null,
  run: (app) => report(app, app.backend.till.openLink({ link: 'practicePanel' })),
}
