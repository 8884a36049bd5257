import { MOST_TIPS } from '../../shared/sale/limits.ts'
import type { AppState, Command } from './command.ts'
import { report } from './payment-commands.ts'

/** In a row on every keyboard with Latin letters. */
const LETTERS = ['Q', 'W', 'E', 'R'] as const

/** The customer's answer, said to the cashier: one of the offers. */
export const giveTip: readonly Command[] = LETTERS.slice(0, MOST_TIPS).map((letter, index) => ({
  label: 'cashier:tip.offer',
  keys: [letter.toLowerCase()],
  cap: { letter },
  ability: 'sell',
  isAvailable: (state) => isOnScreen(state) && state.payments.tip?.offers[index] !== undefined,
  run: (app) => {
    const tip = app.stores.payments.getState().payments?.tip
    const offer = tip?.offers[index]
    if (!tip || !offer) return
    report(app, app.backend.payments.answerTip({ attempt: tip.attempt, basisPoints: offer.basisPoints }))
  },
}))

export const noTip: Command = answer('cashier:tip.none', { keys: ['o'], cap: { letter: 'O' } }, 0)

/** The sale is not charged; what was typed stays. */
export const cancelTip: Command = answer(
  'common:cancel',
  { keys: ['Escape'], cap: 'common:key.escape' },
  null,
)

function answer(label: Command['label'], key: Pick<Command, 'keys' | 'cap'>, basisPoints: 0 | null): Command {
  return {
    label,
    ...key,
    ability: 'sell',
    isAvailable: isOnScreen,
    run: (app) => {
      const tip = app.stores.payments.getState().payments?.tip
      if (tip) report(app, app.backend.payments.answerTip({ attempt: tip.attempt, basisPoints }))
    },
  }
}

/** It has the right side, so that the letters are its own. */
export function isOnScreen({ screen, payments }: Pick<AppState, 'screen' | 'payments'>): boolean {
  return screen.kind === 'till' && payments.tip !== null
}
