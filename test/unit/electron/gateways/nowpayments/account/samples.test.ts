import { describe, expect, it } from 'vitest'
import { readBalance } from '../../../../../../electron/gateways/nowpayments/account/balance.ts'
import {
  convert,
  readConversion,
} from '../../../../../../electron/gateways/nowpayments/account/conversions.ts'
import { listPayments } from '../../../../../../electron/gateways/nowpayments/account/payments.ts'
import {
  createPayout,
  findPayouts,
  readPayout,
} from '../../../../../../electron/gateways/nowpayments/account/payouts.ts'
import { ADDRESS, OTHER_ADDRESS } from '../../../../../support/builders.ts'
import { sample } from '../../../../../support/samples/nowpayments/sample.ts'
import { cannedAccount } from './canned-account.ts'

// Replies as the vendor's documents and other merchants' records have them.

const WANTED = {
  externalId: 'refund-1',
  address: ADDRESS,
  amount: 12_500_000n,
  description: 'Rückzahlung — 0118',
  callbackUrl: 'https://relay.example/ipn',
}
const HASH = '77ff0c0000000000000000000000000000000000000000000000000000000000aa'
const SINCE = '2026-08-27T00:00:00.000Z'

const created = (patch: (text: string) => string = (text) => text) => ({
  text: patch(sample('account-payout-created.json')),
})

describe('a payout as documented', () => {
  it('is asked for with its amount to the last digit and nothing but ASCII', async () => {
    const { account, sent } = await cannedAccount(created())
    const made = await createPayout(account, WANTED, {})
    expect(sent).toHaveLength(1)
    expect(sent[0]?.body).toBe(
      `{"payout_description":"R ckzahlung   0118","ipn_callback_url":"https://relay.example/ipn","withdrawals":[{"amount":12.5,"address":"${ADDRESS}","currency":"usdttrc20","unique_external_id":"refund-1","ipn_callback_url":"https://relay.example/ipn"}]}`,
    )
    expect(made).toMatchObject({
      ok: true,
      value: {
        value: {
          batchId: '5000000713',
          payoutId: '5000000000',
          externalId: 'refund-1',
          status: 'waiting',
          vendorStatus: 'WAITING',
          amount: '12.500000',
          createdAt: '2026-08-27T16:56:58.628Z',
        },
      },
    })
  })

  it.each([
    [1n, '0.000001'],
    [10_000_000n, '10'],
    [100_000_000n, '100'],
    [2_010_000n, '2.01'],
    [123_456_789_012_345_678n, '123456789012.345678'],
  ])('writes %d micro-USDT as %s', async (amount, text) => {
    const { account, sent } = await cannedAccount(created((body) => body.replace('"12.5"', `"${text}"`)))
    expect((await createPayout(account, { ...WANTED, amount }, {})).ok).toBe(true)
    expect(sent[0]?.body).toContain(`"withdrawals":[{"amount":${text},`)
  })

  it.each([
    ['address', ADDRESS, OTHER_ADDRESS],
    ['address', '"extra_id": null', '"extra_id": "7"'],
    ['amount', '"12.5"', '"12.500001"'],
    ['amount', '"12.5"', '"12.5000001"'],
    ['coin', '"usdttrc20"', '"usdterc20"'],
    ['externalId', '"refund-1"', '"refund-2"'],
  ] as const)('with another %s is not the one asked for, and is there', async (reason, given, other) => {
    const { account } = await cannedAccount(created((text) => text.replace(given, other)))
    expect(await createPayout(account, WANTED, {})).toMatchObject({
      ok: false,
      error: {
        error: { code: 'unsafePayout', reason },
        maybe: true,
        raw: expect.stringContaining('5000000713'),
      },
    })
  })

  it('of two withdrawals, or of none, is no answer to ours', async () => {
    const { withdrawals } = JSON.parse(sample('account-payout-created.json'))
    for (const [rows, error] of [
      [[...withdrawals, ...withdrawals], { code: 'unsafePayout', reason: 'severalPayouts' }],
      [[], { code: 'badReply', detail: 'field withdrawals' }],
    ]) {
      const { account } = await cannedAccount({
        text: JSON.stringify({ id: '5000000713', withdrawals: rows }),
      })
      expect(await createPayout(account, WANTED, {})).toMatchObject({ error: { error, maybe: true } })
    }
  })

  it('is the same with numbers for text, and amounts in any spelling', async () => {
    const numbers = created((text) => text.replaceAll(/"(\d+(?:\.\d+)?)"/g, '$1').replace('12.5', '1.25e1'))
    const plain = await createPayout((await cannedAccount(created())).account, WANTED, {})
    const other = await createPayout((await cannedAccount(numbers)).account, WANTED, {})
    expect(other.ok && other.value.value).toEqual(plain.ok && plain.value.value)
  })

  it('is read from a bare list, its times spelt either way, or from the older form', async () => {
    const list = sample('account-payout-read.json')
    const forms = [
      list,
      `{"id":"5000000713","withdrawals":${list}}`,
      list.replace(/(created|updated)At/g, '$1_at'),
    ]
    for (const text of forms) {
      const { account } = await cannedAccount({ text })
      expect(await readPayout(account, '5000000713', {})).toMatchObject({
        value: {
          value: {
            status: 'finished',
            transactionId: HASH,
            createdAt: '2026-08-27T16:56:58.628Z',
            updatedAt: '2026-08-27T16:58:58.628Z',
          },
        },
      })
    }
  })

  it('is not read from somebody else’s batch, from two rows, or from none', async () => {
    const row = sample('account-payout-read.json').trim().slice(1, -1)
    for (const [text, error] of [
      [`[${row}]`.replace('5000000713', '5000000714'), { code: 'badReply' }],
      [`[${row},${row}]`, { code: 'badReply', detail: 'several withdrawals' }],
      ['[]', { code: 'notFound' }],
    ] as const) {
      const { account } = await cannedAccount({ text })
      expect(await readPayout(account, '5000000713', {})).toMatchObject({ error: { error, maybe: false } })
    }
  })

  it.each([
    ['CREATING', 'creating'],
    ['Processing', 'processing'],
    ['CANCELED', 'cancelled'],
    ['CANCELLED', 'cancelled'],
    ['unknown', 'unknown'],
    ['ON_HOLD', 'unknown'],
  ])('that is %s is %s to us', async (word, status) => {
    const { account } = await cannedAccount({
      text: sample('account-payout-read.json').replace('FINISHED', word),
    })
    expect(await readPayout(account, '5000000713', {})).toMatchObject({
      value: { value: { status, vendorStatus: word } },
    })
  })

  it('is looked for by name; a row that cannot be read leaves doubt', async () => {
    const row = sample('account-payout-read.json').trim().slice(1, -1)
    const page = (rows: string) => ({ text: `{"payouts":[${rows}]}` })
    const clear = await cannedAccount(page(row), page(''))
    expect(await findPayouts(clear.account, 'refund-1', SINCE, {})).toMatchObject({
      value: { matches: [{ payoutId: '5000000000' }], certain: true },
    })
    expect(clear.sent.map(({ query }) => [query?.['page'], query?.['date_from']])).toEqual([
      ['0', SINCE],
      ['1', SINCE],
    ])
    const odd = row.replace('"12.5"', '"lots"').replace('"5000000000"', '"5000000001"')
    const unclear = await cannedAccount(page(`${row},${odd}`), page(''))
    expect(await findPayouts(unclear.account, 'refund-9', SINCE, {})).toMatchObject({
      value: { matches: [], certain: false },
    })
  })
})

describe('the lists and the rest as documented', () => {
  it('a further deposit of the list of payments', async () => {
    const text = sample('account-payments.json').replace('5815', '1')
    const { account, sent } = await cannedAccount({ text })
    const period = { from: SINCE, to: '2026-08-28T00:00:00.000Z' }
    expect(await listPayments(account, period, {}, 500)).toMatchObject({
      value: {
        rows: [
          {
            originType: 'REPEATED',
            createdAt: '2026-08-27T16:56:58.628Z',
            observation: {
              chargeId: '5513339153',
              parentChargeId: '5977953151',
              orderId: null,
              received: '12.500000',
              transactionId: HASH,
            },
          },
        ],
        complete: true,
      },
    })
    expect(sent[0]).toMatchObject({
      path: '/payment/',
      query: { limit: '500', page: '0', sortBy: 'created_at', orderBy: 'asc', dateFrom: SINCE },
    })
  })

  it('a list that counts 5,815 and shows one says how many are missing', async () => {
    const text = sample('account-payments.json')
    const end = { text: '{"data":[],"total":5815}' }
    const { account } = await cannedAccount(...Array(3).fill([{ text }, end]).flat())
    expect(await listPayments(account, { from: SINCE, to: SINCE }, {}, 500)).toMatchObject({
      value: { complete: false, missing: 5814 },
    })
  })

  it('the balance, to the digit and rounded down', async () => {
    const { account } = await cannedAccount(
      { text: sample('account-balance.json') },
      { text: '{"USDTTRC20":{"amount":0.1234569},"btc":{"amount":8.3e-05,"pendingAmount":null}}' },
      { text: '{}' },
    )
    expect(await readBalance(account, {})).toMatchObject({ value: { value: { usdt: '12.340000' } } })
    expect(await readBalance(account, {})).toMatchObject({
      value: {
        value: {
          usdt: '0.123456',
          coins: [{ coin: 'usdttrc20' }, { coin: 'btc', amount: '0.000083', pending: '0' }],
        },
      },
    })
    expect(await readBalance(account, {})).toMatchObject({
      value: { value: { usdt: '0.000000', coins: [] } },
    })
  })

  it.each(['[]', '{"usdttrc20":12}', '{"usdttrc20":{"amount":-1}}', '{"status":true}'])(
    'a balance of %s is none',
    async (text) => {
      const { account } = await cannedAccount({ text })
      expect(await readBalance(account, {})).toMatchObject({ error: { error: { code: 'badReply' } } })
    },
  )

  it('a conversion, with a word nobody knows', async () => {
    const text = sample('account-conversion.json')
    const { account, sent } = await cannedAccount({ text }, { text: text.replace('WAITING', 'ODD') })
    const wish = { from: 'usdttrc20', to: 'usdterc20', amount: '0050.10' }
    expect(await convert(account, wish, {})).toMatchObject({
      value: {
        value: {
          conversionId: '1327866232',
          status: 'waiting',
          from: { coin: 'usdttrc20', amount: '50' },
          to: { coin: 'usdterc20', amount: '50' },
          updatedAt: '2023-03-05T08:41:30.201Z',
        },
      },
    })
    expect(sent[0]?.body).toBe('{"amount":50.10,"from_currency":"usdttrc20","to_currency":"usdterc20"}')
    expect(await readConversion(account, '1327866232', {})).toMatchObject({
      value: { value: { status: 'unknown', vendorStatus: 'ODD' } },
    })
  })
})
