import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anId } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import { aCaller, type KeptTill, openKeptTill } from './kept-till.ts'

const ANA = aCaller('ana')
const BEN = aCaller('ben')
const OWNER = aCaller('olga', 'owner')

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
})
afterEach(() => till.close())

const ofShift = (number: number) => must(till.shifts().report(number, OWNER)).shop

describe('the shop that a report names', () => {
  it('is of a shift that is over what it was called at its end; of an open one, what it is called now', () => {
    till.noteShop('Corner Coffee')
    till.pay(1, ANA)
    till.pay(2, BEN)
    const closed = must(till.shifts().close({ number: 1, note: null }, ANA))
    till.noteShop('Harbour Coffee')
    expect([closed.shop, ofShift(1), ofShift(2)]).toEqual([
      'Corner Coffee',
      'Corner Coffee',
      'Harbour Coffee',
    ])
  })

  it('is of a shift that a Z ended the one of that Z', () => {
    till.pay(1, ANA)
    till.noteShop('Harbour Coffee')
    must(till.shifts().closeDay(anId(1), OWNER))
    till.noteShop('Hill Coffee')
    till.restart()
    const z = must(till.shifts().z(1, OWNER))
    expect([ofShift(1), z.shop, till.shifts().x(OWNER).shop]).toEqual([
      'Harbour Coffee',
      'Harbour Coffee',
      'Hill Coffee',
    ])
  })

  it('is of a shift from before any record the oldest there is, and where there is none, today’s', () => {
    till.pay(1, ANA)
    expect(must(till.shifts().close({ number: 1, note: null }, ANA)).shop).toBe('Shop')
    till.noteShop('Corner Coffee')
    till.noteShop('Harbour Coffee')
    expect(ofShift(1)).toBe('Corner Coffee')
  })

  it('is what the journal’s order says, whatever a clock that was put back wrote beside it', () => {
    till.pay(1, ANA)
    till.noteShop('Corner Coffee')
    till.clock.shift(-3_600_000)
    must(till.shifts().close({ number: 1, note: null }, ANA))
    till.clock.shift(7_200_000)
    till.noteShop('Harbour Coffee')
    expect(ofShift(1)).toBe('Corner Coffee')
  })
})
