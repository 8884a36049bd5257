import type { PaymentsState } from '../../../shared/contract/payments.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import {
  asksCashier,
  isInProgress,
  isLive,
  isSeenOnChain,
  isUntold,
} from '../../../shared/payment/questions.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { PaymentRepository, Recorded } from '../payment-repository.ts'
import type { CurrentPayment } from './current-payment.ts'
import type { Parking } from './parking.ts'

/** Chips for what a restart finds undecided: more than fit on the screen help nobody. */
const PARKED_AT_START = 8
/** Among how many of the last payments those are looked for that only the chain has seen. */
const LOOK_BACK = 30

/** What lies on the counter: the one payment both screens are about, and those that wait beside it. */
export type Desk = {
  current(): Payment | undefined
  parked(): readonly { readonly payment: Payment; readonly moved: boolean }[]
  rings(): PaymentsState['rings']
  /** Both screens are about this payment now; the one before stays at hand unless it is over. */
  take(payment: Payment): void
  /** A payment came to nothing and leaves; a rest nobody paid gives the screens back to its short payment. */
  giveBack(payment: Payment): void
  /** Leaves the screens to something else, and stays at hand unless it is over. */
  setAside(payment: Payment): void
  /** `notNow` while its QR is up. */
  dismiss(payment: Payment): Result<null>
  /** `notNow` unless it is on the screens and in progress. */
  park(payment: Payment): Result<null>
  open(payment: Payment): void
  /** `alreadyLive` while another's QR is up. */
  bringBack(payment: Payment): Result<null>
  noted(recorded: Recorded): void
  /** After a start: a live QR comes back, and whatever is not over stands beside it. */
  restore(): void
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly current: CurrentPayment
  readonly parking: Parking
  readonly onChange: () => void
}

export function createDesk({ repository, current, parking, onChange }: Dependencies): Desk {
  function onScreen(): Payment | undefined {
    const id = current.id()
    return id === null ? undefined : repository.find(id)
  }

  function take(payment: Payment): void {
    const before = onScreen()
    // While its rest is being asked for, a short payment is part of what is on the screens.
    if (before && before.id !== payment.id && before.id !== payment.topUpOf) parking.leave(before)
    parking.remove(payment.id)
    if (payment.topUpOf !== null) parking.remove(payment.topUpOf)
    current.show(payment.id)
    current.update(payment)
  }

  function setAside(payment: Payment): void {
    parking.leave(payment)
    current.clear(payment.id)
  }

  function giveBack(payment: Payment): void {
    const short = payment.topUpOf === null ? undefined : repository.find(payment.topUpOf)
    const wasOnScreen = current.id() === payment.id
    if (wasOnScreen) current.clear(payment.id)
    parking.remove(payment.id)
    if (!short || !asksCashier(short)) return
    if (wasOnScreen) take(short)
    else parking.call(short.id)
  }

  return {
    current: onScreen,
    parked: () =>
      parking.list().flatMap(({ id, moved }) => {
        const payment = repository.find(id)
        return payment ? [{ payment, moved }] : []
      }),
    rings: parking.rings,
    take,
    giveBack,
    setAside,
    dismiss(payment) {
      const isOnScreen = current.id() === payment.id
      if (isOnScreen && isLive(payment)) return err({ code: 'notNow' })
      // The till's time for it is over and the gateway may never tell of it: whoever has read that may put it away.
      if (isSeenOnChain(payment) && !isInProgress(payment)) parking.remove(payment.id)
      else parking.leave(payment)
      if (isOnScreen) current.clear(payment.id)
      else onChange()
      return ok(null)
    },
    park(payment) {
      if (current.id() !== payment.id || !isInProgress(payment) || payment.status === 'created') {
        return err({ code: 'notNow' })
      }
      setAside(payment)
      return ok(null)
    },
    open(payment) {
      if (current.id() !== payment.id) parking.open(payment.id)
      onChange()
    },
    bringBack(payment) {
      const before = onScreen()
      if (before && before.id !== payment.id && isLive(before)) return err({ code: 'alreadyLive' })
      take(payment)
      onChange()
      return ok(null)
    },
    noted(recorded) {
      const { after, event } = recorded
      parking.noted(recorded, current.id() === after.id)
      const isEnd = event.kind === 'expired' || event.kind === 'cancelled'
      if (after.topUpOf !== null && isEnd && after !== recorded.before && !isSeenOnChain(after))
        giveBack(after)
    },
    restore() {
      const inProgress = repository.withStatus(['awaiting', 'seen', 'confirmed', 'sending'])
      const latest = inProgress.at(-1)
      if (latest) current.show(latest.id)
      const undecided = repository.latestExceptions(asksCashier, PARKED_AT_START).toReversed()
      const untold = repository.recent(LOOK_BACK).filter((one) => isUntold(one) && !isInProgress(one))
      for (const payment of [...undecided, ...untold.toReversed(), ...inProgress.slice(0, -1)]) {
        if (payment.id !== latest?.topUpOf) parking.open(payment.id)
      }
    },
  }
}
