import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { openJournal } from '../../../../electron/journal/journal.ts'
import { isProjected } from '../../../../electron/journal/projection.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { createShiftService } from '../../../../electron/shifts/shift-service.ts'
import { createShopTexts } from '../../../../electron/till/shop-texts.ts'
import { dayAt } from '../../../../shared/calendar/zone.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { PaymentBase } from '../../../../shared/payment/payment.ts'
import type { Caller } from '../../../../shared/people/caller.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import type { Role } from '../../../../shared/people/person.ts'
import { aCharge, anId, aPaymentBase, at, EXPIRES_AT, START } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'
import type { Command, Fate } from '../../shared/shift/shift-world.ts'

const DAY_MS = 24 * 3_600_000

export type KeptTill = ReturnType<typeof openKeptTill>

/** Payments, shifts and Zs over a real journal file, a new one or that of a folder: what the till records, without gateways. */
export function openKeptTill(folder = mkdtempSync(join(tmpdir(), 'usdtill-shifts-'))) {
  const file = join(folder, 'live.sqlite')
  const journal = must(openJournal(file, 'live'))
  // These tests ask what is written, not whether a power cut spares it.
  journal.database.exec('PRAGMA synchronous = OFF')
  const clock = createFakeClock(Date.parse(START))
  const payments = createPaymentRepository(journal)
  if (!isProjected(journal.database)) must(payments.rebuild())
  const heard = { changes: 0, signed: 0, tillNumber: 2, shop: 'Shop' }
  const settings = () => ({
    ...defaultSettings('Europe/Berlin'),
    ...{ shopName: heard.shop, tillNumber: heard.tillNumber },
  })
  const log = pino({ level: 'silent' })
  const shopTexts = createShopTexts({ journal, mode: 'live', clock, log, settings })
  const service = () =>
    createShiftService({
      journal,
      mode: 'live',
      clock,
      settings,
      shopTexts,
      tillId: () => anId(7),
      log,
      onDayClosed() {
        heard.signed += 1
      },
      onChange() {
        heard.changes += 1
      },
    })
  let shifts = service()

  return {
    ...{ journal, folder, file, clock, payments, heard },
    shifts: () => shifts,
    /** As at the next start: nothing is remembered but what is on disk. */
    restart() {
      shifts = service()
    },
    /** A payment that somebody begins, and what happens to it. */
    pay(number: number, caller: Caller, ...events: readonly PaymentEvent[]): string {
      const day = dayAt(clock.now(), 'Europe/Berlin')
      const payment = aPaymentBase({ number, day, ...must(shifts.sellerOf(caller)) })
      const first: PaymentEvent[] = [
        { kind: 'intended', at: at(number), payment, gateway: 'nowpayments' },
        { kind: 'charged', at: at(number), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' },
      ]
      for (const event of [...first, ...events]) must(payments.record(payment.id, event))
      return payment.id
    },
    /** The shop has another name from here on, and that is on record. */
    noteShop(name: string) {
      heard.shop = name
      must(shopTexts.note())
    },
    eventKinds: () => journal.entries().map(({ kind }) => kind),
    close() {
      journal.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function aCaller(id: string, role: Role = 'cashier'): Caller {
  return { person: { id, name: id.toUpperCase() }, role, approval: null }
}

/** Does to a kept till what the commands say; each fate is a payment and all that happens to it. */
export function liveOn(till: KeptTill, fates: readonly Fate[], commands: readonly Command[]): void {
  const steps = new Map<number, number>()
  let presses = 0

  function step(which: number): void {
    const fate = fates[which]
    if (!fate) return
    const done = steps.get(which) ?? 0
    const event = done === 0 ? begun(till, fate) : eventsOf(fate)[done - 1]
    if (!event) return
    steps.set(which, done + 1)
    must(till.payments.record(fate.start.id, event))
  }

  for (const command of commands) {
    till.clock.advance(1000)
    switch (command.do) {
      case 'step':
        step(command.which)
        break
      // May be refused: they have one already, or none.
      case 'open':
        till.shifts().open(null, aCaller(command.who))
        break
      case 'close': {
        const mine = till.shifts().view(aCaller(command.who)).mine
        if (mine) must(till.shifts().close({ number: mine.number, note: null }, aCaller(command.who)))
        break
      }
      case 'z':
        presses += 1
        must(till.shifts().closeDay(anId(presses), aCaller('ana', 'manager')))
        break
      case 'nextDay':
        till.clock.advance(DAY_MS)
    }
  }
}

function begun(till: KeptTill, { start, cashier, sale }: Fate): PaymentEvent {
  const seller = must(till.shifts().sellerOf(cashier === null ? NO_PEOPLE : aCaller(cashier)))
  const keys = Object.keys(aPaymentBase()) as (keyof PaymentBase)[]
  const base = Object.fromEntries(keys.map((key) => [key, start[key]]))
  const payment = aPaymentBase({ ...base, ...seller, sale })
  return { kind: 'intended', at: at(0), payment, gateway: 'nowpayments' }
}

function eventsOf({ start, events }: Fate): readonly PaymentEvent[] {
  if (start.status === 'created') return events
  return [{ kind: 'charged', at: at(1), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' }, ...events]
}
