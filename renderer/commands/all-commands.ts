import { charge, clearEntry, closeError } from './charge-commands.ts'
import type { Command } from './command.ts'
import {
  acceptAsIs,
  closeOwnerForm,
  giveGoods,
  leaveToOwner,
  markPaidByHand,
  owe,
  topUp,
} from './decision-commands.ts'
import { applyDiscount, changeDiscountUnit, leaveDiscount, openDiscount, openNote } from './extra-commands.ts'
import { closePage, openPage } from './page-commands.ts'
import { bringBack, closeParked, lookAtParked, parkPayment } from './parking-commands.ts'
import { cancelPayment, checkPayment, dismissOutcome, openHistory, retryPayment } from './payment-commands.ts'
import {
  openPracticePanel,
  payAgain,
  payExactly,
  payLess,
  payMore,
  payWrongCoin,
} from './practice-commands.ts'
import { closeScreen, openExceptions, openReports, openSettings, stepUp } from './screen-commands.ts'
import { lockTill } from './session-commands.ts'
import { closeDayHere, lookAtOwnShift, openDayClose, openOwnShift } from './shift-commands.ts'
import { cancelTip, giveTip, noTip } from './tip-commands.ts'

/** In the order in which a shared key is offered: Escape goes up, closes, then clears, then cancels; Enter charges, then retries. */
export const ALL_COMMANDS: readonly Command[] = [
  stepUp,
  closeScreen,
  closeOwnerForm,
  closeParked,
  leaveDiscount,
  applyDiscount,
  changeDiscountUnit,
  // While the customer is asked, the right side is about nothing else.
  cancelTip,
  noTip,
  ...giveTip,
  clearEntry,
  closeError,
  charge,
  openDiscount,
  openNote,
  cancelPayment,
  retryPayment,
  topUp,
  giveGoods,
  acceptAsIs,
  owe,
  leaveToOwner,
  markPaidByHand,
  dismissOutcome,
  checkPayment,
  openPage,
  closePage,
  openHistory,
  parkPayment,
  bringBack,
  ...lookAtParked,
  openExceptions,
  payExactly,
  payLess,
  payMore,
  payWrongCoin,
  payAgain,
  openPracticePanel,
  openOwnShift,
  lookAtOwnShift,
  closeDayHere,
  openDayClose,
  openReports,
  openSettings,
  lockTill,
]

/** Those whose keys work while somebody types. */
export const FIELD_COMMANDS: readonly Command[] = ALL_COMMANDS.filter(
  ({ worksInFields }) => worksInFields === true,
)
