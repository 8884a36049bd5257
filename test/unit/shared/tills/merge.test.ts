import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { figuresOf } from '../../../../shared/shift/counting.ts'
import { type Figures, sumOf } from '../../../../shared/shift/figures.ts'
import { mergedOf } from '../../../../shared/tills/merge.ts'
import type { TillZ } from '../../../../shared/tills/till-z.ts'
import { anId } from '../../../support/builders.ts'
import { anyCommands, anyFates, createWorld, type World } from '../shift/shift-world.ts'

// Three random tills each time: seconds, on a computer that is busy.
vi.setConfig({ testTimeout: 60_000 })

const ALL = { from: '2026-11-01', to: '2027-12-31' }

/** Three tills of one shop, each with its people, days and Zs; every one ends with a Z. */
const anyShop = fc.array(fc.tuple(anyFates, anyCommands), { minLength: 3, maxLength: 3 }).map((tills) =>
  tills.map(([fates, commands]) => {
    const world = createWorld(fates)
    for (const command of commands) world.run(command)
    world.run({ do: 'z' })
    return world
  }),
)

function zsOf(world: World, number: number): TillZ[] {
  const till = { id: anId(number), number, name: `Till ${number}` }
  return world.zs().map((event, index) => {
    const place = (z: number) => ({ number: z, seq: z * 10, hash: `${number}${z}`.padStart(64, '0') })
    return { till, event, place: place(event.z.number), before: index === 0 ? null : place(index) }
  })
}

const figures = (parts: readonly { readonly figures: Figures }[]) => sumOf(parts.map((part) => part.figures))

describe('all tills of a period', () => {
  it('are the sum of their payments, however they are cut', () => {
    fc.assert(
      fc.property(anyShop, (worlds) => {
        const merged = mergedOf(
          worlds.flatMap((world, index) => zsOf(world, index + 1)),
          ALL,
        )
        const payments = worlds.flatMap((world) => [...world.payments.values()])
        const expected = sumOf(payments.map(figuresOf))
        expect(merged.whole).toEqual(expected)
        for (const part of [merged.tills, merged.days, merged.cashiers, merged.gateways]) {
          expect(figures(part)).toEqual(expected)
        }
        for (const day of merged.days) expect(figures(day.tills)).toEqual(day.figures)
        for (const [index, world] of worlds.entries()) {
          const { figures: ofTill } = merged.tills[index] ?? {}
          expect(ofTill).toEqual(sumOf([...world.payments.values()].map(figuresOf)))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('of two periods that meet are those of both together: every Z is of one day', () => {
    fc.assert(
      fc.property(anyShop, fc.integer({ min: 0, max: 40 }), (worlds, days) => {
        const zs = worlds.flatMap((world, index) => zsOf(world, index + 1))
        const last = new Date(Date.UTC(2026, 10, 20 + days)).toISOString().slice(0, 10)
        const next = new Date(Date.UTC(2026, 10, 21 + days)).toISOString().slice(0, 10)
        const [first, second] = [
          mergedOf(zs, { from: ALL.from, to: last }),
          mergedOf(zs, { from: next, to: ALL.to }),
        ]
        expect(sumOf([first.whole, second.whole])).toEqual(mergedOf(zs, ALL).whole)
        expect(first.days.length + second.days.length).toBe(mergedOf(zs, ALL).days.length)
      }),
      { numRuns: 100 },
    )
  })

  it('name cashiers by till: nobody is the same person at two of them', () => {
    const [world] = [createWorld([])]
    world.run({ do: 'z' })
    const [z] = zsOf(world, 1)
    if (z === undefined) throw new Error('no Z')
    const figuresOfAna = { ...mergedOf([], ALL).whole, ended: 1 }
    const cell = { cashier: 'ana', shift: 1, gateway: null, isCorrection: false, figures: figuresOfAna }
    const people = [{ id: 'ana', name: 'Ana' }]
    const withAna = { ...z, event: { ...z.event, people, totals: { ...z.event.totals, cells: [cell] } } }
    const other = { ...withAna, till: { id: anId(2), number: 2, name: 'Till 2' } }
    const { cashiers } = mergedOf([withAna, other], ALL)
    expect(cashiers.map(({ till, person }) => [till.number, person?.name])).toEqual([
      [1, 'Ana'],
      [2, 'Ana'],
    ])
  })

  it('that have no Z in it are nothing', () => {
    const { whole, ...parts } = mergedOf([], ALL)
    expect(whole.ended).toBe(0)
    expect(parts).toEqual({ tills: [], days: [], cashiers: [], gateways: [] })
  })
})
