import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Keypad } from '../../../renderer/stores/charge-draft.ts'
import { createChargeStore, pressKey } from '../../../renderer/stores/charge-store.ts'
import {
  changeUnit,
  discountOf,
  draftSale,
  keepDiscount,
  leaveExtra,
  openExtra,
} from '../../../renderer/stores/extras.ts'
import type { EntryKey } from '../../../shared/money/keypad.ts'

const CENTS: Keypad = { currency: 'EUR', style: 'cents' }

/** EUR 20.00 on the keypad, and the discount open. */
function aDraft(keypad = CENTS) {
  const store = createChargeStore()
  for (const key of ['2', '0', '00'] as const) pressKey(store, key, keypad)
  openExtra(store, 'discount')
  return store
}

function typed(store: ReturnType<typeof aDraft>, keys: string, keypad = CENTS) {
  for (const key of keys) pressKey(store, (key === '.' ? 'point' : key) as EntryKey, keypad)
  return discountOf(store.getState(), keypad)
}

describe('a discount on the keypad', () => {
  test('is typed as a percentage first, with a point where there is one', () => {
    expect(typed(aDraft(), '10')).toEqual({ kind: 'percent', basisPoints: 1000 })
    expect(typed(aDraft(), '12.5')).toEqual({ kind: 'percent', basisPoints: 1250 })
    expect(typed(aDraft(), '0')).toBeNull()
  })

  test('never gets beyond a hundred percent, and never into the price', () => {
    const store = aDraft()
    expect(typed(store, '1009')).toEqual({ kind: 'percent', basisPoints: 10_000 })
    expect(store.getState().entry).toBe('2000')
  })

  test('is an amount as prices are typed, and what was typed for the other is gone', () => {
    const store = aDraft()
    typed(store, '10')
    changeUnit(store)
    expect(discountOf(store.getState(), CENTS)).toBeNull()
    expect(typed(store, '250')).toEqual({ kind: 'amount', minor: 250 })
    keepDiscount(store, CENTS)
    expect(store.getState()).toMatchObject({ discount: { kind: 'amount', minor: 250 }, open: null })
  })

  test('stays what it was when it is left, and is none when nothing was typed', () => {
    const store = aDraft()
    typed(store, '10')
    keepDiscount(store, CENTS)
    openExtra(store, 'discount')
    typed(store, '50')
    leaveExtra(store)
    expect(discountOf(store.getState(), CENTS)).toEqual({ kind: 'percent', basisPoints: 1000 })
    openExtra(store, 'discount')
    keepDiscount(store, CENTS)
    expect(store.getState().discount).toBeNull()
  })

  test('makes the sale on the screen what main will reckon', () => {
    const rates = [{ name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }]
    const store = aDraft()
    typed(store, '10')
    expect(draftSale(store.getState(), CENTS, { mode: 'exclusive', rates })).toMatchObject({
      value: { subtotal: 2000, goods: 2142, total: 2142 },
    })
    expect(draftSale(createChargeStore().getState(), CENTS, null)).toBeNull()
  })

  test('whatever is pressed is nothing, a percentage or an amount', () => {
    const anyKey = fc.constantFrom<EntryKey>('0', '1', '5', '9', '00', 'point', 'back', 'clear')
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 20 }), fc.boolean(), (keys, isAmount) => {
        const store = aDraft()
        if (isAmount) changeUnit(store)
        for (const key of keys) pressKey(store, key, CENTS)
        const discount = discountOf(store.getState(), CENTS)
        const isPossible =
          discount === null ||
          (isAmount
            ? discount.kind === 'amount'
            : discount.kind === 'percent' && discount.basisPoints <= 10_000)
        expect(isPossible).toBe(true)
      }),
    )
  })
})
