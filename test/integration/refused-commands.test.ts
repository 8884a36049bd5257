import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Decision } from '../../shared/payment/payment.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

/** As a full disk would: every further event fails. */
function refuseWrites(): void {
  const other = new DatabaseSync(bench.till().journalFile)
  other.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END")
  other.close()
}

const NOBODY = '00000000-0000-4000-8000-000000000000'
const notFound = { ok: false, error: { code: 'notFound' } }

describe('a payment that is not in the journal', () => {
  it('is said not to be there, by every command', async () => {
    const payments = bench.payments()
    const attempt = crypto.randomUUID()
    expect(await payments.retry(NOBODY, attempt, NO_PEOPLE)).toEqual(notFound)
    expect(await payments.topUp(NOBODY, attempt, NO_PEOPLE)).toEqual(notFound)
    expect(await payments.cancel(NOBODY)).toEqual(notFound)
    expect(await payments.check(NOBODY)).toEqual(notFound)
    for (const call of [payments.dismiss, payments.park, payments.open, payments.bringBack]) {
      expect(call(NOBODY)).toEqual(notFound)
    }
    for (const decision of Decision.options) {
      expect(payments.decide(NOBODY, { decision, by: 'owner', reason: 'why not' })).toEqual(notFound)
    }
    expect(payments.history(NOBODY)).toEqual(notFound)
  })
})

describe('a journal that cannot be written any more', () => {
  it('refuses what would have to be recorded, and leaves everything as it was', async () => {
    const view = await bench.start()
    const { id } = view.payment
    refuseWrites()
    const refused = { ok: false, error: { code: 'journalUnavailable' } }
    expect(await bench.payments().cancel(id)).toMatchObject(refused)
    expect(bench.payments().decide(id, { decision: 'byHand', by: 'owner', reason: 'why not' })).toMatchObject(
      refused,
    )
    expect(bench.payments().current()?.payment.status).toBe('awaiting')
    const { rings, parked } = bench.payments().state(1)
    expect({ rings: rings.count, parked }).toEqual({ rings: 0, parked: [] })
  })
})
