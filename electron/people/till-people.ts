import type { TillState } from '../../shared/contract/till.ts'
import { isInProgress } from '../../shared/payment/questions.ts'
import { type Caller, NO_PEOPLE } from '../../shared/people/caller.ts'
import { named } from '../../shared/people/named.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Log } from '../log.ts'
import { businessDay } from '../payments/opening/intent.ts'
import type { PaymentService } from '../payments/payment-service.ts'
import type { RefundService } from '../refunds/refund-service.ts'
import type { Credentials } from '../settings/credentials.ts'
import type { Keychain } from '../settings/keychain.ts'
import type { OwnerPin } from '../settings/owner-pin.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { ShiftService } from '../shifts/shift-service.ts'
import type { Clock } from '../time/clock.ts'
import { createGate, type Gate } from './gate.ts'
import { createPeopleDesk, type PeopleDesk } from './people-desk.ts'
import { type Seen, seenBy, stateFor } from './seen.ts'

const MINUTE_MS = 60_000

/** The people of a till in all its modes: who stands there, what they may, and what the windows are told because of it. */
export type TillPeople = {
  readonly desk: PeopleDesk
  readonly gate: Gate
  /** Whoever would be asking now; null when nobody is signed in. */
  whoIsThere(): Caller | null
  /** Which payments they are told of. */
  seen(): Seen
  /** What of the till's state they are told. */
  stateFor(state: TillState): TillState
}

type Dependencies = {
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  readonly keychain: Keychain
  readonly credentials: Credentials
  readonly settings: SettingsStore
  readonly ownerPin: OwnerPin
  /** Of the mode that is open; each null without a journal. */
  readonly till: () => {
    readonly payments: Pick<PaymentService, 'current' | 'tipAsked' | 'whose'> | null
    readonly refunds: Pick<RefundService, 'paymentOf'> | null
    readonly shifts: Pick<
      ShiftService,
      'isPaymentOfNow' | 'isShiftOfNow' | 'isZOf' | 'reachesBack' | 'view'
    > | null
  }
  readonly onChange: () => void
}

export function createTillPeople(dependencies: Dependencies): TillPeople {
  const { clock, settings, credentials, ownerPin, till } = dependencies
  const desk = createPeopleDesk({
    ...dependencies,
    hadPeople: settings.read().hasPeople,
    lockAfterMs: () => settings.read().lockAfterMinutes * MINUTE_MS,
    isBusy: isCounterBusy,
    async onFirst() {
      settings.save({ hasPeople: true })
      await ownerPin.remove()
    },
  })
  const gate = createGate({
    ...{ desk, ownerPin, clock, openShift },
    facts() {
      const { timeZone, discountLimitBasisPoints } = settings.read()
      const today = businessDay(clock.now(), timeZone)
      return {
        ...{ today, discountLimitBasisPoints },
        reachesBack: till().shifts?.reachesBack() ?? false,
        isShiftOfNow: (number) => till().shifts?.isShiftOfNow(number) ?? false,
        isTheirZ(number) {
          const standing = desk.session.standing()
          if (standing.kind !== 'person') return false
          return till().shifts?.isZOf(standing.person.id, number) ?? false
        },
      }
    },
    whosePayment(id) {
      const { payments, shifts } = till()
      const whose = payments?.whose(id)
      const isShown = desk.session.hasReceipt(id)
      return whose && { ...whose, isOfNow: shifts?.isPaymentOfNow(id) ?? false, isShown }
    },
    async hasLiveKey() {
      await credentials.refresh()
      const secrets = Object.values(credentials.views()).flatMap(({ live }) => live ?? [])
      return credentials.problem() !== null || secrets.some(({ ending }) => ending !== null)
    },
    paymentOfRefund: (id) => till().refunds?.paymentOf(id),
  })

  /** Nobody has to touch anything while a customer pays, or is asked for a tip. */
  function isCounterBusy(): boolean {
    const { payments } = till()
    const current = payments?.current()
    return (current ? isInProgress(current.payment) : false) || (payments?.tipAsked() ?? null) !== null
  }

  function openShift(id: string): number | null {
    const person = desk.book.find(id)
    const shifts = person && till().shifts?.view(callerOf(person))
    return shifts?.mine?.number ?? null
  }

  return {
    desk,
    gate,
    whoIsThere() {
      const standing = desk.session.standing()
      if (standing.kind === 'open') return NO_PEOPLE
      return standing.kind === 'person' ? callerOf(standing.person) : null
    },
    seen: () => seenBy(desk.session.standing(), openShift),
    stateFor: (state) => stateFor(desk.session.standing(), state),
  }
}

function callerOf(person: Person): Caller {
  return { person: named(person), role: person.role, approval: null }
}
