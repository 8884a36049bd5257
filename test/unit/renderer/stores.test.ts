import { describe, expect, test, vi } from 'vitest'
import { createBackend } from '../../../renderer/backend.ts'
import { createChargeStore, pasteText, pressKey, startCharge } from '../../../renderer/stores/charge-store.ts'
import { createPaymentsStore, receivePayments } from '../../../renderer/stores/payments-store.ts'
import { createTillStore, receiveTill, tillTime } from '../../../renderer/stores/till-store.ts'
import type { Bridge } from '../../../shared/contract/channels.ts'
import { money } from '../../../shared/money/money.ts'
import { err, ok } from '../../../shared/result.ts'
import { aPayment, aPaymentsState, aTillState, aView } from '../../support/views.ts'

const EURO = { currency: 'EUR', style: 'cents' } as const

function bridge(request: Bridge['request']): Bridge {
  return { request, subscribe: () => () => undefined }
}

describe('mirrors of main', () => {
  test('drop what is older than what they have', () => {
    const till = createTillStore()
    receiveTill(till, aTillState({ revision: 5, version: 'new' }))
    receiveTill(till, aTillState({ revision: 4, version: 'old' }))
    expect(till.getState().till?.version).toBe('new')

    const payments = createPaymentsStore()
    receivePayments(payments, aPaymentsState({ revision: 2, current: aView(aPayment()) }))
    receivePayments(payments, aPaymentsState({ revision: 1 }))
    expect(payments.getState().payments?.current).not.toBeNull()
  })
})

describe('the till’s time', () => {
  test('goes on from what main said, whatever the computer’s clock is set to', () => {
    vi.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00.000Z') })
    const till = createTillStore()
    receiveTill(till, aTillState({ now: '2026-11-21T14:02:00.000Z' }))
    vi.advanceTimersByTime(5_000)
    vi.setSystemTime('2020-01-01T00:00:00.000Z')
    expect(new Date(tillTime(till)).toISOString()).toBe('2026-11-21T14:02:05.000Z')
    vi.useRealTimers()
  })
})

describe('the client', () => {
  test('sends each call under its own name and turns a dead main into an error', async () => {
    const request = vi.fn<Bridge['request']>().mockRejectedValue(new Error('gone'))
    const backend = createBackend(bridge(request))
    const answer = await backend.payments.cancel({ id: '1' })
    expect(request).toHaveBeenCalledWith('payments.cancel', { id: '1' })
    expect(answer).toEqual({ ok: false, error: { code: 'internal', reference: 'payments.cancel' } })
  })
})

describe('charging', () => {
  test('two presses are one attempt', async () => {
    const request = vi.fn<Bridge['request']>().mockResolvedValue(ok(aView(aPayment())))
    const store = createChargeStore()
    pressKey(store, '5', EURO)
    const backend = createBackend(bridge(request))
    await Promise.all([
      startCharge(store, backend, money(5, 'EUR'), false),
      startCharge(store, backend, money(5, 'EUR'), false),
    ])
    expect(request).toHaveBeenCalledTimes(1)
    expect(store.getState().entry).toBe('')
  })

  test('an error leaves the price and the reference where they are', async () => {
    const request = vi.fn<Bridge['request']>().mockResolvedValue(err({ code: 'noNetwork' }))
    const store = createChargeStore()
    pressKey(store, '5', EURO)
    store.setState({ reference: ' A-1 ' })
    await startCharge(store, createBackend(bridge(request)), money(5, 'EUR'), false)
    expect(request.mock.calls[0]?.[1]).toMatchObject({ reference: 'A-1' })
    expect(store.getState()).toMatchObject({
      entry: '5',
      reference: ' A-1 ',
      error: { code: 'noNetwork' },
      isStarting: false,
    })
  })

  test('what was typed while the gateway was asked stays', async () => {
    const answer = Promise.withResolvers<unknown>()
    const store = createChargeStore()
    pressKey(store, '5', EURO)
    const started = startCharge(store, createBackend(bridge(() => answer.promise)), money(5, 'EUR'), false)
    pressKey(store, 'clear', EURO)
    pressKey(store, '7', EURO)
    answer.resolve(ok(aView(aPayment())))
    await started
    expect(store.getState().entry).toBe('7')
  })

  test('pasted text that is no price changes nothing', () => {
    const store = createChargeStore()
    pressKey(store, '5', EURO)
    pasteText(store, 'twelve', EURO)
    expect(store.getState().entry).toBe('5')
    pasteText(store, '1.234,50 ', EURO)
    expect(store.getState().entry).toBe('123450')
  })
})
