import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { microUsdt } from '../../../../shared/money/usdt.ts'
import { createBook, totalsOf } from '../../../../shared/shift/book.ts'
import { summedBy, wholeOf } from '../../../../shared/shift/cells.ts'
import { type BookedPayment, figuresOf, hasEnded } from '../../../../shared/shift/counting.ts'
import { Figures, isNothing, minus, NO_FIGURES, plus, sumOf } from '../../../../shared/shift/figures.ts'
import type { Cell, Totals } from '../../../../shared/shift/totals.ts'
import { isSameReport } from '../../../../shared/shift/totals.ts'
import { anyCommands, anyFates, type Command, createWorld, type Fate, type Line } from './shift-world.ts'

// A hundred tills with up to six payments each: some seconds a property beside other work.
vi.setConfig({ testTimeout: 60_000 })
const RUNS = { numRuns: 100 }

function tillAfter(fates: readonly Fate[], commands: readonly Command[]) {
  const world = createWorld(fates)
  for (const command of commands) world.run(command)
  return world
}

/** Each report there is in these lines, made anew from nothing but them; the last is the X. */
function rebuilt(lines: readonly Line[]): Totals[] {
  const book = createBook()
  const reports = lines.flatMap((line) => {
    if (line.about === 'payment') book.payment(line.booked)
    return line.about === 'shift' && line.event.kind === 'dayClosed' ? [book.closeDay()] : []
  })
  return [...reports, book.totals()]
}

/** The payments as they were at each Z and are at the end. */
function statesAtReports(lines: readonly Line[]): Map<string, BookedPayment>[] {
  const now = new Map<string, BookedPayment>()
  const states = lines.flatMap((line) => {
    if (line.about === 'payment') now.set(line.booked.payment.id, line.booked)
    return line.about === 'shift' && line.event.kind === 'dayClosed' ? [new Map(now)] : []
  })
  return [...states, now]
}

const whole = (payments: Iterable<BookedPayment>) => sumOf([...payments].map(figuresOf))

describe('reports over any history', () => {
  it('are together what the payments are now', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const world = tillAfter(fates, commands)
        const reports = [...world.zs().map(({ totals }) => totals), world.book.totals()]
        const together = sumOf(reports.map(({ cells }) => wholeOf(cells)))
        expect(together).toEqual(whole(world.payments.values()))
        expect(together).toEqual(wholeOf(totalsOf(world.payments.values()).cells))
      }),
      RUNS,
    )
  })

  it('hold each what came about between one Z and the next, and nothing else', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const { lines, zs, book } = tillAfter(fates, commands)
        const reports = [...zs().map(({ totals }) => totals), book.totals()]
        const states = statesAtReports(lines)
        reports.forEach(({ cells }, index) => {
          const before = whole(states[index - 1]?.values() ?? [])
          expect(wholeOf(cells)).toEqual(minus(whole(states[index]?.values() ?? []), before))
        })
      }),
      RUNS,
    )
  })

  it('are the same when they are made again from the events', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const { lines, zs, book } = tillAfter(fates, commands)
        const again = rebuilt(lines)
        zs().forEach(({ totals, counting }, index) => {
          const made = again[index]
          expect(made && isSameReport(made, totals, counting)).toBe(true)
        })
        expect(again.at(-1)).toEqual(book.totals())
      }),
      RUNS,
    )
  })

  it('have every payment in one Z, the one in which it first ended, or in none', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const { lines, zs, book } = tillAfter(fates, commands)
        const homes = homesOf(lines)
        const reports = [...zs().map(({ totals }) => totals), book.totals()]
        reports.forEach(({ cells, corrections }, index) => {
          const own = cells.filter(({ isCorrection }) => !isCorrection)
          const first = [...homes.values()].filter((home) => home === index + 1).length
          expect(wholeOf(own).ended).toBe(first - reopened(lines, homes, index + 1))
          for (const { paymentId, z } of corrections) {
            expect(z).toBe(homes.get(paymentId))
            expect(z).toBeLessThan(index + 1)
          }
        })
      }),
      RUNS,
    )
  })

  it('list what is corrected, and it adds up', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const { zs, book } = tillAfter(fates, commands)
        for (const { cells, corrections } of [...zs().map(({ totals }) => totals), book.totals()]) {
          const corrected = cells.filter(({ isCorrection }) => isCorrection)
          expect(sumOf(corrections.map(({ figures }) => figures))).toEqual(wholeOf(corrected))
          expect(corrections.some(({ figures }) => isNothing(figures))).toBe(false)
        }
      }),
      RUNS,
    )
  })

  it('carry exactly what is open when they are made', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const { lines, zs, book } = tillAfter(fates, commands)
        const states = statesAtReports(lines)
        const reports = [...zs().map(({ totals }) => totals), book.totals()]
        reports.forEach(({ carried, standing }, index) => {
          const now = [...(states[index]?.values() ?? [])]
          const open = now.filter(({ payment }) => !hasEnded(payment)).map(({ payment }) => payment.id)
          expect(carried.map(({ paymentId }) => paymentId).toSorted()).toEqual(open.toSorted())
          expect(standing).toEqual(totalsOf(now).standing)
        })
      }),
      RUNS,
    )
  })

  it('add up by cashier, by shift, by gateway, and within each line', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const { zs, book } = tillAfter(fates, commands)
        for (const { cells } of [...zs().map(({ totals }) => totals), book.totals()]) {
          for (const key of ['cashier', 'shift', 'gateway', 'isCorrection'] as const) {
            expect(sumOf(summedBy(cells, key).map(({ figures }) => figures))).toEqual(wholeOf(cells))
          }
          cells.forEach(expectSound)
        }
      }),
      RUNS,
    )
  })

  it('of the shifts are together what the payments are', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const payments = [...tillAfter(fates, commands).payments.values()]
        const numbers = [...new Set(payments.map(({ shift }) => shift))]
        const shifts = numbers.map((number) => totalsOf(payments.filter(({ shift }) => shift === number)))
        expect(sumOf(shifts.map(({ cells }) => wholeOf(cells)))).toEqual(whole(payments))
        expect(shifts.flatMap(({ carried }) => carried).length).toBe(totalsOf(payments).carried.length)
      }),
      RUNS,
    )
  })
})

describe('figures', () => {
  it('that are taken away again leave what there was', () => {
    fc.assert(
      fc.property(anyFates, anyFates, anyCommands, (one, other, commands) => {
        const a = whole(tillAfter(one, commands).payments.values())
        const b = whole(tillAfter(other, commands).payments.values())
        expect(minus(plus(a, b), b)).toEqual(a)
        expect(plus(a, b)).toEqual(plus(b, a))
        expect(minus(a, a)).toEqual(NO_FIGURES)
        expect(Figures.parse(JSON.parse(JSON.stringify(minus(a, b))))).toEqual(minus(a, b))
      }),
      { numRuns: 30 },
    )
  })
})

/** The Z in which each payment first ended. */
function homesOf(lines: readonly Line[]): Map<string, number> {
  const homes = new Map<string, number>()
  let z = 1
  for (const line of lines) {
    if (line.about === 'shift') z += line.event.kind === 'dayClosed' ? 1 : 0
    else if (hasEnded(line.booked.payment) && !homes.has(line.booked.payment.id)) {
      homes.set(line.booked.payment.id, z)
    }
  }
  return homes
}

/** Payments of that Z which money had brought back to life by its end. */
function reopened(lines: readonly Line[], homes: ReadonlyMap<string, number>, z: number): number {
  const then = statesAtReports(lines)[z - 1] ?? new Map<string, BookedPayment>()
  return [...then.values()].filter(({ payment }) => homes.get(payment.id) === z && !hasEnded(payment)).length
}

/** What has to be so within any sum, also of one that takes something back. */
function expectSound({ figures }: Cell): void {
  const { received, net, fees, netUnknown, currencies } = figures
  expect(microUsdt(received)).toBe(microUsdt(net) + microUsdt(fees) + microUsdt(netUnknown))
  for (const { subtotal, discount, goods, tip, total, taxes } of currencies) {
    expect(total).toBe(goods + tip)
    const onTop = taxes.filter(({ mode }) => mode === 'exclusive').reduce((sum, { tax }) => sum + tax, 0)
    expect(goods).toBe(subtotal - discount + onTop)
    for (const line of taxes) expect(line.gross).toBe(line.net + line.tax)
  }
}
