import { changeUnit, keepDiscount, leaveExtra, openExtra } from '../stores/extras.ts'
import { hasKeypad } from '../stores/screen-store.ts'
import { keypadOf } from './charge-commands.ts'
import { type AppState, type Command, readAppState } from './command.ts'

/** What is taken off the price, typed on the keypad. Minus, as on the number block. */
export const openDiscount: Command = {
  label: 'cashier:extras.discount',
  keys: ['-'],
  cap: { letter: '−' },
  ability: 'discount',
  isAvailable: canOpen,
  run: ({ stores }) => openExtra(stores.charge, 'discount'),
}

export const openNote: Command = {
  label: 'cashier:extras.note',
  keys: ['+'],
  cap: { letter: '+' },
  ability: 'sell',
  isAvailable: canOpen,
  run: ({ stores }) => openExtra(stores.charge, 'note'),
}

export const changeDiscountUnit: Command = {
  label: 'cashier:extras.unit',
  keys: ['-', '%'],
  cap: { letter: '−' },
  isAvailable: isDiscountOpen,
  run: ({ stores }) => changeUnit(stores.charge),
}

export const applyDiscount: Command = {
  label: 'cashier:extras.keep',
  keys: ['Enter'],
  cap: 'common:key.enter',
  isAvailable: isDiscountOpen,
  run: ({ stores }) => {
    const state = readAppState(stores)
    if (state) keepDiscount(stores.charge, keypadOf(state))
  },
}

/** The discount stays what it was. */
export const leaveDiscount: Command = {
  label: 'common:back',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: isDiscountOpen,
  run: ({ stores }) => leaveExtra(stores.charge),
}

function canOpen({ screen, charge: { open, isStarting } }: AppState): boolean {
  return hasKeypad(screen) && open === null && !isStarting
}

function isDiscountOpen({ screen, charge: { open } }: AppState): boolean {
  return hasKeypad(screen) && open?.kind === 'discount'
}
