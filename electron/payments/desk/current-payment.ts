import type { Payment } from '../../../shared/payment/payment.ts'
import { asksCashier, isInProgress, isSold, isUntold } from '../../../shared/payment/questions.ts'
import type { Clock } from '../../time/clock.ts'

/** How long an outcome stays before both screens go back by themselves. A wrong that a person must see stays. */
const PAID_STAYS_MS = 8_000
const ENDED_STAYS_MS = 60_000

export type CurrentPayment = {
  id(): string | null
  show(id: string): void
  /** Takes it off the screens, if it is (still) this one. */
  clear(id: string): void
  /** The payment changed: starts or takes back the time after which it leaves by itself. */
  update(payment: Payment): void
  stop(): void
}

/** Which payment both screens are about: at most one. */
export function createCurrentPayment(clock: Clock, onChange: () => void): CurrentPayment {
  let current: string | null = null
  let leaving: { id: string; stays: number; cancel: () => void } | undefined

  function stayOf(payment: Payment): number | undefined {
    if (isInProgress(payment) || isUntold(payment)) return undefined
    if (asksCashier(payment)) return undefined
    return isSold(payment) ? PAID_STAYS_MS : ENDED_STAYS_MS
  }

  function stopLeaving(): void {
    leaving?.cancel()
    leaving = undefined
  }

  function clear(id: string): void {
    if (current !== id) return
    stopLeaving()
    current = null
    onChange()
  }

  return {
    id: () => current,
    show(id) {
      if (current === id) return
      stopLeaving()
      current = id
    },
    clear,
    update(payment) {
      if (payment.id !== current) return
      const stays = stayOf(payment)
      if (leaving && leaving.stays === stays) return
      stopLeaving()
      if (stays !== undefined) {
        leaving = { id: payment.id, stays, cancel: clock.after(stays, () => clear(payment.id)) }
      }
    },
    stop: stopLeaving,
  }
}
