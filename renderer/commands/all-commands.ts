import { charge, clearEntry, closeError } from './charge-commands.ts'
import type { Command } from './command.ts'
import { cancelPayment, checkPayment, dismissOutcome, openHistory, retryPayment } from './payment-commands.ts'
import { openPracticePanel, payExactly, payLess, payMore } from './practice-commands.ts'
import { closeScreen, openDay, openSettings } from './screen-commands.ts'

/** In the order in which a shared key is offered: Escape closes, then clears, then cancels; Enter charges, then retries. */
export const ALL_COMMANDS: readonly Command[] = [
  closeScreen,
  clearEntry,
  closeError,
  charge,
  cancelPayment,
  retryPayment,
  dismissOutcome,
  checkPayment,
  openHistory,
  payExactly,
  payLess,
  payMore,
  openPracticePanel,
  openDay,
  openSettings,
]
