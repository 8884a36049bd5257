import { describe, expect, it } from 'vitest'
import type { ClientRequest, NowPaymentsClient } from '../../../../../electron/gateways/nowpayments/client.ts'
import { createPreChecks } from '../../../../../electron/gateways/nowpayments/pre-checks.ts'
import type { RequestQueue } from '../../../../../electron/gateways/request-queue.ts'
import { err, ok } from '../../../../../shared/result.ts'

/** A gateway that answers everything with this; how urgent each question was is kept. */
function answering(body: unknown) {
  const sent: ClientRequest[] = []
  const urgency: string[] = []
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const client: NowPaymentsClient = {
    async send(request) {
      sent.push(request)
      const times = { serverTime: null, sentAt: 0, receivedAt: 0, retryAfterMs: null }
      return ok({ status: 200, text, raw: text, ...times })
    },
  }
  const queue: RequestQueue = {
    run(priority, task) {
      urgency.push(priority)
      return task()
    },
  }
  return { preChecks: createPreChecks({ client, queue, mode: 'live' }), sent, urgency }
}

const ROW = {
  code: 'USDTTRC20',
  enable: true,
  available_for_payment: true,
  network: 'trx',
  precision: 6,
  network_precision: '6',
}
const about = async (row: object) => {
  const answer = await answering({
    currencies: [{ code: 7 }, { code: 'btc' }, { ...ROW, ...row }],
  }).preChecks.coin()
  return answer.ok ? answer.value.value : answer.error.error
}

describe('whether the coin is listed and switched on', () => {
  it.each([
    [{ currencies: ['btc', 'usdttrc20'] }, true],
    [{ currencies: ['btc', 'USDTTRC20'] }, true],
    [{ currencies: ['usdterc20'] }, false],
    [{ currencies: [] }, false],
  ])('%j: %s', async (body, listed) => {
    expect(await answering(body).preChecks.isListed()).toMatchObject({ value: { value: listed } })
  })

  it.each([
    [{ selectedCurrencies: ['USDTTRC20', 'TRX'] }, true],
    [{ currencies: ['usdttrc20'] }, true],
    [{ selectedCurrencies: ['TRX'] }, false],
  ])('in the account, in both shapes the gateway has: %j', async (body, isOn) => {
    expect(await answering(body).preChecks.isSwitchedOn()).toMatchObject({ value: { value: isOn } })
  })
})

describe('what the gateway knows of the coin', () => {
  it.each([
    [{}, 6],
    [{ precision: 8 }, 6],
    [{ network_precision: '4' }, 4],
    [{ precision: null }, 6],
    [{ precision: '', network_precision: null }, null],
  ])('%j: so many decimals are the fewest named', async (row, decimals) => {
    expect(await about(row)).toMatchObject({ decimals })
  })

  it('says what is said, and null for what is not', async () => {
    expect(await about({ enable: false, available_for_payment: 'false' })).toMatchObject({
      isEnabled: false,
      isForPayment: false,
    })
    expect(await about({ enable: undefined, available_for_payment: null, network: '' })).toEqual({
      ...{ isEnabled: null, isForPayment: null, network: null, decimals: 6 },
    })
  })

  it('is null for a coin that is not there, and an error for a row that cannot be read', async () => {
    expect(await answering({ currencies: [] }).preChecks.coin()).toMatchObject({ value: { value: null } })
    expect(await about({ precision: 'six' })).toEqual({ code: 'badReply', detail: 'field precision' })
  })
})

describe('the questions', () => {
  it('wait behind everything that somebody waits for, unless told otherwise', async () => {
    const { preChecks, urgency } = answering({ currencies: [] })
    await preChecks.isListed()
    await preChecks.coin({ priority: 'person' })
    expect(urgency).toEqual(['background', 'person'])
  })

  it('the minimum is asked for the kind of charge that is made', async () => {
    const { preChecks, sent } = answering({ currency_from: 'usdttrc20', min_amount: 8.9999991 })
    expect(await preChecks.minimum()).toMatchObject({ value: { value: 9_000_000n } })
    expect(sent).toMatchObject([
      {
        path: '/min-amount',
        query: {
          ...{ currency_from: 'usdttrc20', currency_to: 'usdttrc20' },
          ...{ is_fixed_rate: 'false', is_fee_paid_by_user: 'false' },
        },
      },
    ])
    const other = answering({ currency_from: 'trx', min_amount: 1 })
    expect(await other.preChecks.minimum()).toMatchObject(
      err({ error: { code: 'badReply', detail: 'field currency_from' } }),
    )
  })
})
