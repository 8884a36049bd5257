import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSigner, newSigningKey } from '../../electron/journal/checkpoint.ts'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { checkTable } from '../../electron/payments/table-check.ts'
import { foldJournal } from '../../electron/shifts/journal-fold.ts'
import type { ShiftService } from '../../electron/shifts/shift-service.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import type { Report } from '../../shared/contract/shifts.ts'
import { type Caller, NO_PEOPLE } from '../../shared/people/caller.ts'
import { wholeOf } from '../../shared/shift/cells.ts'
import { figuresOf } from '../../shared/shift/counting.ts'
import { sumOf } from '../../shared/shift/figures.ts'
import { must, payingAt } from '../support/paying.ts'
import { refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'
import { TRANSACTION } from '../unit/shared/refund/refund-builders.ts'

const ANA: Caller = { person: { id: 'ana', name: 'Ana' }, role: 'cashier', approval: null }
const BEN: Caller = { person: { id: 'ben', name: 'Ben' }, role: 'cashier', approval: null }
const OLGA: Caller = { person: { id: 'olga', name: 'Olga' }, role: 'owner', approval: null }
const DAY_MS = 24 * 3_600_000

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())
const at = payingAt(() => bench)
const { refunds, wanted, signIn } = refundingAt(() => bench)

function shifts(): ShiftService {
  const { shifts: service } = bench.till()
  if (!service) throw new Error('the journal is not open')
  return service
}

async function sell(caller: Caller, minor = 1825): Promise<PaymentView> {
  const price = { minor, currency: bench.settings.currency } as const
  const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
  return must(await bench.payments().start(input, caller))
}

const z = (caller: Caller) => must(shifts().closeDay(crypto.randomUUID(), caller))
const whole = ({ totals }: Report) => wholeOf(totals.cells)
const goods = (report: Report) => whole(report).currencies[0]?.goods ?? 0

function read<T>(look: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(bench.till().journalFile, { readOnly: true })
  try {
    return look(database)
  } finally {
    database.close()
  }
}

/** All reports there are, and what they have to be together: the payments as they are now. */
function expectToAddUp(zs: readonly Report[]): void {
  const { payments, fault } = read(foldJournal)
  const plain = [...payments.values()].map(({ payment, place }) =>
    figuresOf({ payment, gateway: place.gateway, cashier: null, shift: null, sale: payment.sale }),
  )
  expect(fault).toBeNull()
  expect(sumOf([...zs, shifts().x(OLGA)].map(whole))).toEqual(sumOf(plain))
  expect(read(checkTable)).toEqual({ state: 'agrees', payments: payments.size })
  expect(read(verifyJournal).fault).toBeNull()
}

describe('three days of two cashiers', () => {
  it('end in Zs that add up, whatever comes late', async () => {
    const paid = await at.finished(await sell(ANA, 2000))
    const withdrawn = await sell(BEN, 3000)
    must(await bench.payments().cancel(withdrawn.payment.id))
    await bench.advance(1000)
    const short = await at.paidIn(await sell(ANA, 10_000), '95.000000')
    const carried = await sell(BEN, 500)

    const first = z(OLGA)
    expect(goods(first)).toBe(2000)
    expect([whole(first).sales, whole(first).ended]).toEqual([1, 3])
    expect(first.totals.carried.map(({ number }) => number)).toEqual([carried.payment.number])
    expect(first.totals.standing.exceptions).toBe(1)
    expect(first.people.map(({ name }) => name)).toEqual(['Ana', 'Ben'])
    expect(first.shifts.map(({ number, person }) => [number, person.name])).toEqual([
      [1, 'Ana'],
      [2, 'Ben'],
    ])

    await bench.advance(60_000)
    await at.finished(carried)
    await at.control().finish({ paymentId: bench.chargeIdOf(withdrawn) })
    await at.look(withdrawn.payment.id)
    must(at.decide(withdrawn.payment.id, 'delivered'))
    must(at.decide(short.payment.id, 'accepted', 'owner'))

    await bench.advance(DAY_MS)
    const second = z(OLGA)
    expect(second.from).toBe(first.at)
    // The carried payment is sold in its own right; late money and the accepted one correct the first Z.
    const corrected = second.totals.corrections.map(({ number, z: home }) => [number, home])
    expect(corrected).toEqual([
      [withdrawn.payment.number, 1],
      [short.payment.number, 1],
    ])
    expect([goods(second), whole(second).sales]).toEqual([500 + 3000 + 10_000, 3])
    // It was begun in Ben's first shift, and names that one.
    expect(second.totals.cells.find(({ isCorrection }) => !isCorrection)).toMatchObject({ shift: 2 })

    const third = z(OLGA)
    expect([third.totals.cells, third.totals.corrections]).toEqual([[], []])
    expect(must(shifts().z(1, OLGA))).toEqual(first)
    expect(paid.payment).toMatchObject({ cashier: ANA.person, shift: 1 })
    expectToAddUp([first, second, third])
  })
})

it('a shift in which nothing came to its end is in the X and the Z of its time, with its note, and in no other', async () => {
  must(shifts().open('Drawer: 200.00', BEN))
  await at.finished(await sell(ANA))
  must(shifts().close({ number: 1, note: 'Drawer: 199.00' }, BEN))
  must(shifts().open(null, BEN))
  const listed = (report: Report) => report.shifts.map(({ number, note }) => [number, note])
  const three = [
    [1, 'Drawer: 200.00 · Drawer: 199.00'],
    [2, null],
    [3, null],
  ]
  expect(listed(shifts().x(OLGA))).toEqual(three)
  bench.clock.advance(1000)
  const first = z(OLGA)
  expect(listed(first)).toEqual(three)
  expect(first.shifts.map(({ closedAt }) => closedAt === first.at)).toEqual([false, true, true])
  bench.clock.advance(1000)
  expect(listed(shifts().x(OLGA))).toEqual([])
  must(shifts().open(null, ANA))
  const second = z(OLGA)
  expect(listed(second)).toEqual([[4, null]])
  bench.restart()
  expect(must(shifts().z(1, OLGA))).toEqual(first)
  expectToAddUp([first, second])
})

it('a refund after its Z stands in the Z in which the money went, and makes no sale smaller', async () => {
  const { payment } = await at.finished(await sell(ANA, 2000))
  const first = z(OLGA)
  await signIn()
  const { refund } = must(await refunds().begin(wanted(payment.id, { way: 'byHand', amount: '5.000000' })))
  const second = z(OLGA)
  expect([second.totals.cells, second.totals.standing.refunding]).toEqual([[], '5.000000'])
  must(await refunds().record(refund.id, { transactionId: TRANSACTION, reason: null }))
  const third = z(OLGA)
  expect(whole(third)).toMatchObject({ sales: 0, refunds: 1, refunded: '5.000000' })
  expect([goods(third), third.totals.standing.refunding]).toEqual([0, '0.000000'])
  expect(third.totals.corrections).toMatchObject([{ number: payment.number, z: 1 }])
  expectToAddUp([first, second, third])
})

it('what is sold after a Z is beyond it until the next one', async () => {
  const { payment } = await at.finished(await sell(ANA))
  const { day } = payment
  z(OLGA)
  expect(shifts().closed()).toEqual({ lastZ: 1, upTo: day })
  expect(shifts().isBeyondZ(day)).toBe(false)
  const open = await sell(ANA)
  expect(shifts().isBeyondZ(day)).toBe(false)
  await at.finished(open)
  expect(shifts().isBeyondZ(day)).toBe(true)
  z(OLGA)
  expect(shifts().isBeyondZ(day)).toBe(false)
})

it('an X changes nothing: the file is the same, byte for byte, and so is what follows', async () => {
  await at.finished(await sell(ANA))
  await sell(BEN)
  const events = () => read((database) => database.prepare('SELECT * FROM events').all())
  const head = () => read((database) => database.prepare('SELECT * FROM meta').all())
  const before = [events(), head()]
  const x = shifts().x(OLGA)
  expect(shifts().x(OLGA)).toEqual(x)
  expect([events(), head()]).toEqual(before)
  expect(z(OLGA).totals).toEqual(x.totals)
})

it('a payment that began before a restart and ended after it is counted once', async () => {
  const open = await sell(ANA)
  const first = z(OLGA)
  bench.restart()
  expect(shifts().view(ANA)).toMatchObject({ mine: null, lastZ: 1, lastZAt: first.at })
  await at.finished(open)
  const second = z(OLGA)
  expect([whole(first).ended, whole(second).ended]).toEqual([0, 1])
  expectToAddUp([first, second])
})

it('a Z is signed at once where there is a key', async () => {
  bench.signer = createSigner(newSigningKey())
  bench.restart()
  await at.finished(await sell(NO_PEOPLE))
  const { journal } = z(NO_PEOPLE)
  expect(read(verifyJournal).signedUpTo).toBe(journal.seq + 1)
})

describe('while a charge waits for its rate', () => {
  it('a Z may end the shift: the payment then begins in the next one', async () => {
    must(await bench.payments().cancel((await sell(ANA)).payment.id))
    const waiting = sell(ANA, 700)
    const closed = z(OLGA)
    const { payment } = await waiting
    expect(closed.shifts.map(({ number }) => number)).toEqual([1])
    expect(payment).toMatchObject({ shift: 2, cashier: { id: 'ana' } })
    expect(must(shifts().report(2, ANA)).shifts).toMatchObject([{ number: 2, closedAt: null }])
  })

  it('nothing begins for somebody who left the shop meanwhile', async () => {
    bench.worksHere = () => false
    const price = { minor: 700, currency: bench.settings.currency } as const
    const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
    expect(await bench.payments().start(input, BEN)).toEqual({ ok: false, error: { code: 'signInFirst' } })
    expect(bench.payments().state(1).recent).toEqual([])
  })
})
