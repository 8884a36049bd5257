import { describe, expect, test, vi } from 'vitest'
import { createTipDesk } from '../../../../electron/payments/opening/tip-desk.ts'
import { money } from '../../../../shared/money/money.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const clock = createFakeClock()
const GOODS = money(1825, 'EUR')
const RULES = { presets: [500, 1000] }

describe('the question about a tip', () => {
  test('offers what the till will reckon', () => {
    const desk = createTipDesk(clock, () => undefined)
    expect(desk.asked()).toBeNull()
    void desk.ask('a', GOODS, RULES)
    expect(desk.asked()).toEqual({
      attempt: 'a',
      goods: GOODS,
      offers: [
        { basisPoints: 500, tip: money(91, 'EUR'), total: money(1916, 'EUR') },
        { basisPoints: 1000, tip: money(183, 'EUR'), total: money(2008, 'EUR') },
      ],
    })
  })

  test('ends with the first answer: an offer, or none', async () => {
    const onChange = vi.fn()
    const desk = createTipDesk(clock, onChange)
    const first = desk.ask('a', GOODS, RULES)
    expect(desk.answer({ attempt: 'a', basisPoints: 1000 })).toEqual({ ok: true, value: null })
    expect(desk.answer({ attempt: 'a', basisPoints: 0 })).toEqual({ ok: false, error: { code: 'notNow' } })
    expect(await first).toBe(1000)
    expect(desk.asked()).toBeNull()
    const second = desk.ask('b', GOODS, RULES)
    desk.answer({ attempt: 'b', basisPoints: 0 })
    expect(await second).toBe(0)
    expect(onChange).toHaveBeenCalledTimes(4)
  })

  test('is asked once, whoever waits for it', async () => {
    const desk = createTipDesk(clock, () => undefined)
    const both = Promise.all([desk.ask('a', GOODS, RULES), desk.ask('a', GOODS, RULES)])
    desk.answer({ attempt: 'a', basisPoints: 500 })
    expect(await both).toEqual([500, 500])
  })

  test('takes nothing that was not offered, and no answer to another question', async () => {
    const desk = createTipDesk(clock, () => undefined)
    const waiting = desk.ask('a', GOODS, RULES)
    expect(desk.answer({ attempt: 'a', basisPoints: 9999 })).toMatchObject({
      error: { code: 'invalidInput' },
    })
    expect(desk.answer({ attempt: 'b', basisPoints: 500 })).toMatchObject({ error: { code: 'notNow' } })
    expect(desk.giveUp('b')).toMatchObject({ error: { code: 'notNow' } })
    expect(desk.giveUp('a')).toEqual({ ok: true, value: null })
    expect(await waiting).toBeNull()
  })

  test('is given up when nobody answers: whoever walked away keeps no till from locking', async () => {
    const desk = createTipDesk(clock, () => undefined)
    const waiting = desk.ask('a', GOODS, RULES)
    clock.advance(3 * 60_000 - 1)
    expect(desk.asked()).not.toBeNull()
    clock.advance(1)
    expect(await waiting).toBeNull()
    // The time of an answered question ends no later one.
    const answered = desk.ask('b', GOODS, RULES)
    desk.answer({ attempt: 'b', basisPoints: 0 })
    await answered
    void desk.ask('c', GOODS, RULES)
    clock.advance(3 * 60_000 - 1)
    expect(desk.asked()?.attempt).toBe('c')
  })
})
