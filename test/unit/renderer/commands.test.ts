import { describe, expect, test } from 'vitest'
import { ALL_COMMANDS, FIELD_COMMANDS } from '../../../renderer/commands/all-commands.ts'
import { charge, clearEntry, closeError } from '../../../renderer/commands/charge-commands.ts'
import { type AppState, commandForKey } from '../../../renderer/commands/command.ts'
import {
  acceptAsIs,
  closeOwnerForm,
  leaveToOwner,
  markPaidByHand,
  topUp,
} from '../../../renderer/commands/decision-commands.ts'
import {
  applyDiscount,
  changeDiscountUnit,
  leaveDiscount,
  openDiscount,
  openNote,
} from '../../../renderer/commands/extra-commands.ts'
import {
  bringBack,
  closeParked,
  lookAtParked,
  parkPayment,
} from '../../../renderer/commands/parking-commands.ts'
import {
  cancelPayment,
  dismissOutcome,
  openHistory,
  retryPayment,
} from '../../../renderer/commands/payment-commands.ts'
import { openPracticePanel, payAgain, payExactly } from '../../../renderer/commands/practice-commands.ts'
import {
  closeScreen,
  openExceptions,
  openReports,
  stepUp,
} from '../../../renderer/commands/screen-commands.ts'
import { lockTill } from '../../../renderer/commands/session-commands.ts'
import { closeDayHere, openDayClose } from '../../../renderer/commands/shift-commands.ts'
import { cancelTip, giveTip, noTip } from '../../../renderer/commands/tip-commands.ts'
import { createChargeStore } from '../../../renderer/stores/charge-store.ts'
import type { TipQuestion } from '../../../shared/contract/tip.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import {
  aCreatedPayment,
  aPayment,
  aPaymentsState,
  aTillState,
  aView,
  tipOffers,
} from '../../support/views.ts'

type Given = {
  readonly tip?: TipQuestion | null
  readonly payment?: Payment
  readonly parked?: readonly Payment[]
  readonly entry?: string
  readonly mode?: 'live' | 'practice'
  readonly change?: Partial<AppState['charge']>
  readonly screen?: AppState['screen']
  readonly wayUp?: AppState['wayUp']
  readonly till?: Parameters<typeof aTillState>[0]
  readonly decision?: AppState['decision']
}

function state({
  payment,
  parked = [],
  entry = '',
  mode = 'live',
  change,
  screen,
  wayUp,
  till,
  decision,
  tip = null,
}: Given): AppState {
  return {
    till: aTillState({ mode, ...till }),
    payments: aPaymentsState({
      current: payment ? aView(payment) : null,
      parked: parked.map((one) => ({ view: aView(one), moved: false })),
      tip,
    }),
    charge: { ...createChargeStore().getState(), entry, ...change },
    screen: screen ?? { kind: 'till' },
    wayUp: wayUp ?? null,
    decision: decision ?? null,
  }
}

function runs(key: string, given: Given) {
  return commandForKey(ALL_COMMANDS, state(given), key)
}

describe('Enter', () => {
  test('charges what is typed', () => {
    expect(runs('Enter', { entry: '450' })).toBe(charge)
  })

  test('does nothing without a price, while an attempt is on its way, or while a code is up', () => {
    expect(runs('Enter', {})).toBeUndefined()
    expect(runs('Enter', { entry: '450', change: { isStarting: true } })).toBeUndefined()
    expect(runs('Enter', { entry: '450', payment: aPayment() })).toBeUndefined()
  })

  test('never charges what cannot be recorded', () => {
    const journal = { code: 'journalUnavailable', reason: 'full' } as const
    expect(runs('Enter', { entry: '450', till: { journal } })).toBeUndefined()
  })

  test('makes a new code after expiry when nothing is typed, and charges the next sale when something is', () => {
    const payment = aPayment({ status: 'expired' })
    expect(runs('Enter', { payment })).toBe(retryPayment)
    expect(runs('Enter', { payment, entry: '450' })).toBe(charge)
  })

  test('leaves "paid"', () => {
    expect(runs('Enter', { payment: aPayment({ status: 'paid' }) })).toBe(dismissOutcome)
    expect(runs(' ', { payment: aPayment({ status: 'paid' }) })).toBe(dismissOutcome)
    expect(runs(' ', { payment: aPayment({ status: 'short' }) })).toBeUndefined()
  })
})

describe('Escape', () => {
  test('closes, then clears, then cancels', () => {
    const payment = aPayment()
    expect(runs('Escape', { payment, entry: '4', screen: { kind: 'reports', section: 'day' } })).toBe(
      closeScreen,
    )
    expect(runs('Escape', { payment, entry: '4' })).toBe(clearEntry)
    expect(runs('Escape', { payment, change: { error: { code: 'notNow' } } })).toBe(closeError)
    expect(runs('Escape', { payment })).toBe(cancelPayment)
  })

  test('goes up inside a screen before it closes it, and never cancels a payment behind it', () => {
    const payment = aPayment()
    const screen = { kind: 'reports', section: 'payments' } as const
    expect(runs('Escape', { payment, screen, wayUp: () => {} })).toBe(stepUp)
    expect(runs('Escape', { payment, screen })).toBe(closeScreen)
    expect(runs('Escape', { payment, screen: { kind: 'till' } })).toBe(cancelPayment)
  })

  test('closes the question about the same amount before it clears the price', () => {
    const change = { error: { code: 'sameAmount', number: 117 } } as const
    expect(runs('Escape', { entry: '450', change })).toBe(closeError)
    expect(runs('Enter', { entry: '450', change })).toBe(charge)
  })

  test('goes back from the owner’s form before anything else of the payment', () => {
    const payment = aPayment({ status: 'expired' })
    const decision = { paymentId: payment.id, decision: 'byHand' } as const
    expect(runs('Escape', { payment, decision, entry: '4' })).toBe(closeOwnerForm)
    expect(runs('r', { payment, decision })).toBeUndefined()
    expect(runs('Escape', { payment, decision: { ...decision, paymentId: 'another' } })).toBe(dismissOutcome)
  })

  test('leaves outcomes, but no payment whose money is on its way and whose goods may not go', () => {
    const released = aPayment({ status: 'confirmed', releasedAt: aPayment().createdAt })
    expect(runs('Escape', { payment: released })).toBe(dismissOutcome)
    expect(runs('Escape', { payment: aPayment({ status: 'short' }) })).toBe(dismissOutcome)
    expect(runs('Escape', { payment: aPayment({ status: 'seen' }) })).toBeUndefined()
  })
})

describe('letters', () => {
  test('retry only what no money has come for', () => {
    expect(runs('r', { payment: aPayment({ status: 'expired' }), entry: '4' })).toBe(retryPayment)
    expect(runs('r', { payment: aPayment({ status: 'expired', remarks: ['late'] }) })).toBeUndefined()
    expect(runs('r', { payment: aPayment({ status: 'short' }) })).toBeUndefined()
  })

  test('decide what main offers, and nothing else', () => {
    const short = aPayment({ status: 'short', received: '19.000000', lastObserved: 'partiallyPaid' })
    const offered = { a: topUp, t: acceptAsIs, o: leaveToOwner, b: markPaidByHand }
    for (const [key, command] of Object.entries(offered)) expect(runs(key, { payment: short })).toBe(command)
    expect(runs('g', { payment: short })).toBeUndefined()
    expect(runs('w', { payment: short })).toBeUndefined()
    expect(runs('a', { payment: short, change: { isStarting: true } })).toBeUndefined()
  })

  test('mark nothing by hand that is sold, or whose code works', () => {
    expect(runs('b', { payment: aPayment() })).toBeUndefined()
    expect(runs('b', { payment: aPayment({ status: 'paid' }) })).toBeUndefined()
    expect(runs('b', { payment: aPayment({ status: 'expired' }) })).toBe(markPaidByHand)
  })

  test('open the practice panel with P, but where P prints', () => {
    const practice = { mode: 'practice', till: { practicePanel: 'http://127.0.0.1:1' } } as const
    expect(runs('p', practice)).toBe(openPracticePanel)
    expect(runs('p', { ...practice, screen: { kind: 'history', paymentId: 'x' } })).toBeUndefined()
    expect(runs('p', { ...practice, screen: { kind: 'shift', number: 4 } })).toBeUndefined()
    expect(runs('p', { ...practice, screen: { kind: 'reports', section: 'close' } })).toBeUndefined()
  })

  test('act as the customer in practice mode only, as far as a customer could', () => {
    expect(runs('y', { payment: aPayment(), mode: 'practice' })).toBeUndefined()
    expect(runs('y', { payment: aPayment({ status: 'paid' }), mode: 'practice' })).toBe(payAgain)
    expect(runs('x', { payment: aPayment({ status: 'paid' }), mode: 'practice' })).toBeUndefined()
    expect(runs('e', { payment: aPayment(), mode: 'practice' })).toBe(payExactly)
    expect(runs('e', { payment: aPayment(), mode: 'live' })).toBeUndefined()
    expect(runs('e', { mode: 'practice' })).toBeUndefined()
  })

  test('open the areas from the till, and belong to the fields of the areas elsewhere', () => {
    expect(runs('d', {})).toBe(openReports)
    expect(runs('d', { screen: { kind: 'settings', section: 'shop' } })).toBeUndefined()
    expect(runs('h', { payment: aPayment({ status: 'paid' }) })).toBe(openHistory)
  })
})

describe('Z', () => {
  const signedIn = (role: 'manager' | 'cashier') => ({
    till: { session: { kind: 'signedIn', person: 'ana', role } } as const,
  })

  test('leads to the day close from whatever is at the till, or asks for the word of somebody who may', () => {
    expect(runs('z', {})).toBe(openDayClose)
    for (const status of ['awaiting', 'seen', 'paid', 'expired', 'short'] as const) {
      expect(runs('z', { payment: aPayment({ status }), mode: 'practice' })).toBe(openDayClose)
    }
    expect(runs('z', signedIn('manager'))).toBe(openDayClose)
    expect(runs('z', signedIn('cashier'))).toBe(closeDayHere)
  })

  test('is the reports’ own where they are on the screen', () => {
    expect(runs('z', { screen: { kind: 'reports', section: 'close' } })).toBeUndefined()
    expect(runs('z', { screen: { kind: 'settings', section: 'shop' } })).toBeUndefined()
  })
})

describe('parked payments', () => {
  const seen = aPayment({ id: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c11', status: 'seen' })
  const screen = { kind: 'parked', paymentId: seen.id } as const

  test('F2 parks what is in progress on the screens, and nothing while another is looked at', () => {
    expect(runs('F2', { payment: aPayment() })).toBe(parkPayment)
    expect(runs('F2', { payment: aPayment({ status: 'seen' }) })).toBe(parkPayment)
    expect(runs('F2', { payment: aCreatedPayment() })).toBeUndefined()
    expect(runs('F2', { payment: aPayment({ status: 'short' }) })).toBeUndefined()
    expect(runs('F2', { payment: aPayment(), parked: [seen], screen })).toBeUndefined()
  })

  test('F6 looks at the oldest, where there is one', () => {
    expect(runs('F6', { parked: [seen] })).toBe(lookAtParked[0])
    expect(runs('F7', { parked: [seen] })).toBeUndefined()
    expect(runs('F6', { parked: [seen], screen: { kind: 'reports', section: 'day' } })).toBeUndefined()
  })

  test('F3 brings back what goes on, but no second code beside one that is up', () => {
    expect(runs('F3', { parked: [seen], screen })).toBe(bringBack)
    expect(runs('F3', { payment: aPayment({ status: 'seen' }), parked: [seen], screen })).toBe(bringBack)
    expect(runs('F3', { payment: aPayment(), parked: [seen], screen })).toBeUndefined()
    const paid = { ...seen, status: 'paid' } as const
    expect(runs('F3', { parked: [paid], screen })).toBeUndefined()
  })

  test('Escape takes back the owner’s form, then leaves what is looked at, and never cancels it', () => {
    const live = { ...seen, status: 'awaiting' } as const
    const given = { parked: [live], screen, entry: '4' } as const
    expect(runs('Escape', given)).toBe(closeParked)
    const decision = { paymentId: live.id, decision: 'byHand' } as const
    expect(runs('Escape', { ...given, decision })).not.toBe(closeParked)
  })

  test('N opens the list of what needs attention beside the keypad', () => {
    expect(runs('n', {})).toBe(openExceptions)
    expect(runs('n', { screen: { kind: 'settings', section: 'shop' } })).toBeUndefined()
    expect(runs('Escape', { screen: { kind: 'exceptions' } })).toBe(closeScreen)
  })
})

describe('beside the price', () => {
  const discount = { kind: 'discount', unit: 'percent', entry: '10' } as const

  test('minus opens the discount and changes its unit, plus opens the note', () => {
    expect(runs('-', { entry: '450' })).toBe(openDiscount)
    expect(runs('-', { entry: '450', change: { open: discount } })).toBe(changeDiscountUnit)
    expect(runs('+', {})).toBe(openNote)
    expect(runs('+', { change: { open: discount } })).toBeUndefined()
    expect(runs('-', { screen: { kind: 'reports', section: 'day' } })).toBeUndefined()
  })

  test('Enter keeps an open discount before it charges, and Escape leaves it before it clears', () => {
    expect(runs('Enter', { entry: '450', change: { open: discount } })).toBe(applyDiscount)
    expect(runs('Escape', { entry: '450', change: { open: discount } })).toBe(leaveDiscount)
    expect(runs('Escape', { change: { note: 'Table 4' } })).toBe(clearEntry)
  })

  test('a discount that leaves nothing to pay is not charged', () => {
    const all = { discount: { kind: 'percent', basisPoints: 10_000 } } as const
    expect(runs('Enter', { entry: '450', change: all })).toBeUndefined()
    const more = { discount: { kind: 'amount', minor: 451 } } as const
    expect(runs('Enter', { entry: '450', change: more })).toBeUndefined()
  })

  test('while a word is asked for, Escape leaves the question and the price stays', () => {
    const error = { code: 'needsApproval', ability: 'discountMore' } as const
    expect(runs('Escape', { entry: '450', change: { error } })).toBe(closeError)
  })
})

describe('while the customer is asked for a tip', () => {
  const tip = {
    attempt: crypto.randomUUID(),
    goods: { minor: 1825, currency: 'EUR' },
    offers: tipOffers(),
  } as const
  const change = { isStarting: true }

  test('the keys are the question’s, whatever stands behind it', () => {
    const payment = aPayment({ status: 'short' })
    for (const [index, key] of ['q', 'w', 'e'].entries()) {
      expect(runs(key, { tip, payment, entry: '1825', change })).toBe(giveTip[index])
    }
    expect(runs('r', { tip, payment, entry: '1825', change })).toBeUndefined()
    expect(runs('o', { tip, payment, entry: '1825', change })).toBe(noTip)
    expect(runs('Escape', { tip, payment, entry: '1825', change })).toBe(cancelTip)
    expect(runs('Enter', { tip, payment, entry: '1825', change })).toBeUndefined()
  })

  test('another screen keeps its own', () => {
    expect(runs('Escape', { tip, screen: { kind: 'exceptions' }, change })).toBe(closeScreen)
    expect(runs('q', { tip, screen: { kind: 'exceptions' }, change })).toBeUndefined()
  })
})

describe('while somebody types', () => {
  test('the lock’s key locks, and no other key does anything but type', () => {
    const session = { kind: 'signedIn', person: 'ana', role: 'owner' } as const
    const now = state({ entry: '18.25', till: { session } })
    expect(commandForKey(FIELD_COMMANDS, now, 'F4')).toBe(lockTill)
    const others = ALL_COMMANDS.flatMap(({ keys }) => keys).filter((key) => key !== 'F4')
    expect(others.filter((key) => commandForKey(FIELD_COMMANDS, now, key))).toEqual([])
    expect(commandForKey(FIELD_COMMANDS, state({}), 'F4')).toBeUndefined()
  })
})
