import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { journalFileOf } from '../../electron/open-till.ts'
import type { HistoryEntry, PaymentsState, PaymentView } from '../../shared/contract/payments.ts'
import type { TillState } from '../../shared/contract/till.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { practiceApiKey } from '../../simulator/nowpayments/settings.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill, STAFF, WRONG_PIN } from '../support/people-till.ts'
import { filesHolding } from '../support/secret-search.ts'

// Who stands at a till: what they see and may do, and when it locks, by the calls that its windows make.

// A PIN that is set, or tried of nobody, costs a quarter of a second of a whole core, by design.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MINUTE_MS = 60_000
const NEW_PIN = '50928374'

let till: PeopleTill

beforeEach(async () => {
  till = await createPeopleTill()
})
afterEach(() => till.close())

const code = (error: string) => ({ ok: false, error: { code: error } })
const state = async () => must(await till.call<TillState>('till.state'))

async function charge(minor = 1825): Promise<PaymentView> {
  const price = { minor, currency: 'EUR' }
  const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
  return must(await till.call<PaymentView>('payments.start', input))
}

/** The customer pays, and the gateway is done with it. */
async function pay({ payment }: PaymentView, what: { kind: 'exact' } | { kind: 'amount'; amount: string }) {
  if (!isCharged(payment)) throw new Error('no charge')
  const paymentId = payment.charge.chargeId
  await till.simulator.control.pay({ paymentId, ...what })
  await till.simulator.control.finish({ paymentId })
}

async function paid(view: PaymentView): Promise<void> {
  await pay(view, { kind: 'exact' })
  must(await till.call('payments.check', { id: view.payment.id }))
}

async function paidShort(view: PaymentView): Promise<void> {
  await pay(view, { kind: 'amount', amount: '5.000000' })
  must(await till.call('payments.check', { id: view.payment.id }))
}

function eventOf(kind: string): unknown {
  const database = new DatabaseSync(journalFileOf(till.folder, 'live'), { readOnly: true })
  const row = database.prepare('SELECT body FROM events WHERE kind = ?').get(kind)
  database.close()
  return JSON.parse(String(row?.['body']))
}

const accept = (id: string, word: unknown, reason: string | null = 'a regular customer') =>
  till.call<PaymentView>('payments.decide', { id, decision: 'accepted', word, reason })

describe('the lock', () => {
  beforeEach(async () => {
    await till.hire()
    must(await till.signIn('ben'))
  })

  const sessionKind = async () => (await state()).session.kind

  it('comes by itself, later for every touch, and keeps who was there', async () => {
    till.clock.advance(4 * MINUTE_MS)
    must(await till.call('people.touched'))
    till.clock.advance(4 * MINUTE_MS)
    expect(await sessionKind()).toBe('signedIn')
    till.clock.advance(MINUTE_MS)
    expect(till.told().till.session).toEqual({ kind: 'locked', person: till.idOf('ben') })
    expect(await till.call('payments.estimate', { price: { minor: 100, currency: 'EUR' } })).toEqual(
      code('signInFirst'),
    )
  })

  it('waits while a customer pays, and is given its time again when the payment is over', async () => {
    const view = await charge()
    till.clock.advance(15 * MINUTE_MS)
    expect(await sessionKind()).toBe('signedIn')
    must(await till.call('payments.cancel', { id: view.payment.id }))
    till.clock.advance(4 * MINUTE_MS)
    expect(await sessionKind()).toBe('signedIn')
    till.clock.advance(MINUTE_MS)
    expect(await sessionKind()).toBe('locked')
  })

  it('comes when the computer slept, and never where the owner said never', async () => {
    till.control().wake()
    expect(await sessionKind()).toBe('locked')
    till.settings.save({ lockAfterMinutes: 0 })
    must(await till.signIn('ben'))
    till.clock.advance(600 * MINUTE_MS)
    expect(await sessionKind()).toBe('signedIn')
  })
})

describe('what a cashier may not do alone', () => {
  beforeEach(() => till.hire())

  it('is done with another’s word and a reason, and both stand in the event', async () => {
    must(await till.signIn('ben'))
    const view = await charge()
    await paidShort(view)
    const { id } = view.payment
    expect(await accept(id, null)).toEqual({
      ok: false,
      error: { code: 'needsApproval', ability: 'acceptShort' },
    })
    expect(await accept(id, till.wordOf('ben'))).toEqual(code('approverMayNot'))
    expect(await accept(id, till.wordOf('max'), null)).toEqual({
      ok: false,
      error: { code: 'invalidInput', field: 'reason' },
    })
    expect(await accept(id, { ...till.wordOf('max'), pin: WRONG_PIN })).toMatchObject(code('pinWrong'))
    const accepted = must(await accept(id, till.wordOf('max')))
    expect(accepted.payment).toMatchObject({
      cashier: { id: till.idOf('ben'), name: 'ben' },
      settlement: { how: 'accepted', by: 'owner', person: { name: 'ben' }, approvedBy: { name: 'max' } },
    })
    expect(eventOf('decided')).toMatchObject({
      reason: 'a regular customer',
      person: { id: till.idOf('ben') },
      approval: {
        ability: 'acceptShort',
        by: { id: till.idOf('max'), name: 'max' },
        for: { id: till.idOf('ben'), name: 'ben' },
        reason: 'a regular customer',
      },
    })
  })

  it('of a discount beyond the owner’s limit it stands in the intent', async () => {
    must(await till.signIn('ben'))
    const discount = { kind: 'percent', basisPoints: 9000 }
    const asked = { attempt: crypto.randomUUID(), price: { minor: 50_000, currency: 'EUR' }, discount }
    const input = { ...asked, reference: null, evenIfSame: true, reason: 'the last one, scratched' }
    expect(await till.call('payments.start', { ...input, word: null })).toMatchObject(code('needsApproval'))
    must(await till.call('payments.start', { ...input, word: till.wordOf('max') }))
    expect(eventOf('intended')).toMatchObject({
      approval: { ability: 'discountMore', by: { name: 'max' }, reason: 'the last one, scratched' },
    })
  })

  it('of a discount stands in the intent of every further attempt at that sale', async () => {
    must(await till.signIn('ben'))
    const discount = { kind: 'percent', basisPoints: 9000 }
    const asked = { attempt: crypto.randomUUID(), price: { minor: 50_000, currency: 'EUR' }, discount }
    const reason = 'the last one, scratched'
    const input = { ...asked, reference: null, evenIfSame: true, reason, word: till.wordOf('max') }
    let view = must(await till.call<PaymentView>('payments.start', input))
    for (let again = 0; again < 2; again += 1) {
      must(await till.call('payments.cancel', { id: view.payment.id }))
      const { id } = view.payment
      view = must(await till.call<PaymentView>('payments.retry', { id, attempt: crypto.randomUUID() }))
      expect(view.payment.sale?.discount?.minor).toBe(45_000)
      const { entries } = must(
        await till.call<{ entries: HistoryEntry[] }>('payments.history', { id: view.payment.id }),
      )
      expect(entries[0]).toMatchObject({ kind: 'intended', approval: { by: { name: 'max' }, reason } })
    }
  })

  it('a manager does alone, without a PIN and with a reason', async () => {
    must(await till.signIn('max'))
    const view = await charge()
    await paidShort(view)
    expect(await accept(view.payment.id, null, null)).toMatchObject(code('invalidInput'))
    const { payment } = must(await accept(view.payment.id, null))
    expect(payment).toMatchObject({ settlement: { person: { name: 'max' } } })
    expect(payment).not.toHaveProperty('settlement.approvedBy')
  })
})

describe('a cashier sees', () => {
  beforeEach(() => till.hire())

  async function soldBy(name: 'ben' | 'dua'): Promise<PaymentView> {
    must(await till.signIn(name))
    const view = await charge()
    await paid(view)
    must(await till.call('payments.dismiss', { id: view.payment.id }))
    return view
  }
  const seen = async () => must(await till.call<PaymentsState>('payments.state'))
  const numbers = ({ recent }: PaymentsState) => recent.map(({ number }) => number)

  it('their own open shift, and of others’ payments not even the history', async () => {
    const bens = await soldBy('ben')
    const duas = await soldBy('dua')
    expect(numbers(await seen())).toEqual([duas.payment.number])
    expect((await seen()).today).toMatchObject({ payments: 1, paid: 1, paidMinor: 1825 })
    const ofBen = { id: bens.payment.id }
    for (const channel of [
      'payments.history',
      'payments.open',
      'payments.check',
      'payments.retry',
    ] as const) {
      const input = channel === 'payments.retry' ? { ...ofBen, attempt: crypto.randomUUID() } : ofBen
      expect([channel, await till.call(channel, input)]).toEqual([channel, code('notFound')])
    }
    expect(await till.call('refunds.of', { paymentId: bens.payment.id })).toEqual(code('notFound'))
    must(await till.call('payments.history', { id: duas.payment.id }))
    must(await till.signIn('max'))
    expect(numbers(await seen())).toEqual([duas.payment.number, bens.payment.number])
    must(await till.call('payments.history', ofBen))
  })

  it('as a manager what is of now: after a Z and a night nothing of it by its id, unless somebody has to deal with it', async () => {
    const { payment } = await soldBy('ben')
    must(await till.signIn('ben'))
    const short = await charge(2150)
    await paidShort(short)
    must(
      await till.call('payments.decide', {
        id: short.payment.id,
        decision: 'owed',
        word: null,
        reason: null,
      }),
    )
    must(await till.call('payments.dismiss', { id: short.payment.id }))
    const opened = async (id: string) => {
      const receipt = { kind: 'receipt', paymentId: id }
      const history = await till.call('payments.history', { id })
      till.reached.length = 0
      const printed = await till.call('paper.print', receipt)
      const codes = [history, await till.call('refunds.of', { paymentId: id }), printed]
      return codes.map((answer) => (answer.ok ? 'seen' : answer.error.code))
    }
    // The harness has no printer.
    const seenAll = ['seen', 'seen', 'notNow']
    const none = ['notFound', 'notFound', 'notFound']
    must(await till.signIn('max'))
    expect(await opened(payment.id)).toEqual(seenAll)
    must(await till.call('shifts.closeDay', { attempt: crypto.randomUUID() }))
    expect(await opened(payment.id)).toEqual(seenAll)
    await till.later(24 * 60 * MINUTE_MS)
    must(await till.signIn('max'))
    expect(await opened(payment.id)).toEqual(none)
    expect(await opened(short.payment.id)).toEqual(seenAll)
    // Whatever their list of exceptions names can be opened.
    const named = till.control().till().payments?.exceptions().rows ?? []
    expect(named.map(({ payment: { id } }) => id)).toEqual([short.payment.id])
    expect(numbers(await seen())).toEqual([])
    must(await till.signIn('ana'))
    expect(await opened(payment.id)).toEqual(seenAll)
  })

  it('what another has on the counter, and whoever is there sees it paid, locked or not', async () => {
    must(await till.signIn('ben'))
    const view = await charge()
    must(await till.signIn('dua'))
    must(await till.call('payments.history', { id: view.payment.id }))
    must(await till.call('people.lock'))
    expect((await seen()).recent).toEqual([])
    expect((await seen()).today).toMatchObject({ payments: 0 })
    await pay(view, { kind: 'exact' })
    must(
      (await till.control().till().payments?.check(view.payment.id)) ?? {
        ok: false,
        error: { code: 'notNow' },
      },
    )
    expect(till.told().payments.current?.payment.status).toBe('paid')
    expect(till.told().payments.recent).toEqual([])
  })

  it('no ending of a key, no address of the owner’s servers and no rule about money', async () => {
    till.settings.save({
      relays: { sandbox: null, live: 'https://relay.example' },
      earlyRelease: { at: 'confirmed', upToMinor: 5000 },
    })
    const ending = practiceApiKey.slice(-4)
    await till.control().gateways.prefer([])
    must(await till.signIn('ana'))
    expect(JSON.stringify(till.told().till)).toContain(`"${ending}"`)
    for (const stand of ['max', 'ben', null] as const) {
      if (stand) must(await till.signIn(stand))
      else must(await till.call('people.signOut'))
      const { settings, gateways } = till.told().till
      expect(JSON.stringify(till.told().till)).not.toContain(`"${ending}"`)
      expect(settings).toMatchObject({ relays: { live: null }, earlyRelease: null })
      // That there is a key is known all the same.
      expect(gateways[0]?.secrets.live?.[0]?.ending).toBe('••••')
      expect(await state()).toMatchObject({ settings })
    }
  })
})

it('no PIN, and nothing made from one, is in any file of the till or in what it tells its windows', async () => {
  await till.hire()
  must(await till.signIn('ben'))
  const view = await charge()
  await paidShort(view)
  must(await accept(view.payment.id, till.wordOf('max')))
  await till.call('people.signIn', { id: till.idOf('ben'), pin: WRONG_PIN })
  await till.call('people.setPin', { id: till.idOf('ben'), pin: `${NEW_PIN}x`, word: till.wordOf('ben') })
  const records = [...till.keychain.kept].filter(([name]) => name.startsWith('till:live:pin.'))
  expect(records).toHaveLength(4)
  const hashes = records.map(([, record]) => record.split(' ').at(-1) ?? '')
  const told = JSON.stringify(till.told())
  for (const secret of [...Object.values(STAFF).map(({ pin }) => pin), WRONG_PIN, NEW_PIN, ...hashes]) {
    expect(filesHolding(till.folder, secret)).toEqual([])
    expect(told).not.toContain(secret)
  }
})
