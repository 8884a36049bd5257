import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

function damage(sql: string): void {
  const database = new DatabaseSync(bench.till().journalFile)
  database.exec('DROP TRIGGER events_are_never_changed')
  expect(Number(database.prepare(sql).run().changes)).toBeGreaterThan(0)
  database.close()
}

it('a payment whose last answer cannot be read any more is watched all the same', async () => {
  const view = await bench.start()
  const { id } = view.payment
  await bench.payments().check(id)
  damage(`UPDATE events SET body = '{"kind":' WHERE kind = 'observed'`)
  bench.restart()
  await bench.simulator.control.finish({ paymentId: bench.chargeIdOf(view) })
  await bench.payments().check(id)
  expect(bench.payments().current()?.payment.status).toBe('paid')
})

it('a payment that cannot be read is told in the windows, and does not end the till before it has any', async () => {
  const { payment } = await bench.start()
  await bench.payments().cancel(payment.id)
  damage(`UPDATE payments SET body = '{'`)
  bench.restart()
  expect(bench.till().journalProblem()).toEqual({ code: 'journalUnavailable', reason: 'damaged' })
})
