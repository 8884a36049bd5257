import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCallback, verify } from '../../../../../electron/gateways/nowpayments/signature.ts'
import { ARRIVED, aDelivery } from '../../../../support/callbacks.ts'
import samples from '../../../../support/samples/nowpayments-ipn-vectors.json' with { type: 'json' }

const { secret, vectors } = samples

function vector(id: string) {
  const found = vectors.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no vector ${id}`)
  return found
}

const live = vector('V2')
const told = {
  ok: true,
  chargeId: '6033754129',
  parentChargeId: null,
  orderId: 'POS1-000123',
  vendorStatus: 'finished',
}

const signed = (text: string, key = secret, hash = 'sha512') =>
  createHmac(hash, key).update(text).digest('hex')

function judge(body: string | Uint8Array, signature: string, key: string | null = secret) {
  return verify(aDelivery(body, { 'x-nowpayments-sig': signature }), key, ARRIVED)
}

/** What each vector says once its signature is taken; the others carry no payment. */
const SAID: Readonly<Record<string, object>> = {
  V1: { chargeId: '123456789', parentChargeId: '987654321', orderId: null, vendorStatus: 'finished' },
  V2: told,
  V3: { chargeId: '5000000003', parentChargeId: null, orderId: null, vendorStatus: 'partially_paid' },
  V6: { chargeId: '5000000006', parentChargeId: null, orderId: 'POS1-000124', vendorStatus: 'waiting' },
  V7: { chargeId: '5000000006', parentChargeId: null, orderId: 'POS1-000124', vendorStatus: 'waiting' },
  V9: { chargeId: '5000000009', parentChargeId: null, orderId: null, vendorStatus: 'confirming' },
  V10: { chargeId: '5592161154', parentChargeId: null, orderId: null, vendorStatus: 'partially_paid' },
  V12: {
    chargeId: '4526424492',
    parentChargeId: '5592161154',
    orderId: 'POS1-000123',
    vendorStatus: 'finished',
  },
}

/** Every published signature of some kinds, with the body it belongs to. */
function published(...kinds: readonly string[]) {
  return vectors.flatMap((one) =>
    Object.entries(one)
      .filter(([kind]) => kinds.includes(kind))
      .map(([kind, signature]) => ({ id: one.id, kind, raw: one.raw, signature })),
  )
}

describe('the published vectors', () => {
  const good = published('sig', 'sig_raw_bytes', 'sig_doc_variant', 'sig_ascii_escaped')
  const bad = published('sig_python', 'sig_legacy_replacer')

  it('are all here', () => {
    expect(vectors.map((one) => one.id)).toEqual(Array.from({ length: 15 }, (_, at) => `V${at + 1}`))
    expect([good.length, bad.length]).toEqual([31, 7])
  })

  it.each(good.filter(({ id }) => id !== 'V14'))('$id counts by $kind', ({ id, raw, signature }) => {
    const said = SAID[id]
    expect(judge(raw, signature)).toEqual(
      said === undefined ? { ok: false, reason: 'notAPayment' } : { ok: true, ...said },
    )
  })

  it.each(good.filter(({ id }) => id === 'V14'))('$id is refused by $kind', ({ raw, signature }) => {
    expect(judge(raw, signature)).toEqual({ ok: false, reason: 'forbiddenKey' })
  })

  it.each(bad)('$id is refused by $kind', ({ raw, signature }) => {
    expect(judge(raw, signature)).toEqual({ ok: false, reason: 'wrongSignature' })
  })
})

describe('a signature', () => {
  it('is refused when the body was changed', () => {
    const body = live.raw.replace('"actually_paid":13.49', '"actually_paid":1.349')
    expect(body).not.toBe(live.raw)
    expect(judge(body, live.sig)).toEqual({ ok: false, reason: 'wrongSignature' })
  })

  it('is refused when made with another secret or another hash', () => {
    const others = [
      signed(live.raw, 'np-test-ipn-secret-02'),
      signed(live.raw, secret, 'sha256'),
      signed(live.raw, secret, 'sha3-512'),
    ]
    expect(others[0]).toMatch(/^2a38928e/)
    expect(others[1]).toMatch(/^f9d24b37/)
    for (const other of others) expect(judge(live.raw, other)).toMatchObject({ reason: 'wrongSignature' })
  })

  it.each([
    ['missing', undefined, 'noSignature'],
    ['empty', '', 'noSignature'],
    ['blank', ' \t', 'noSignature'],
    ['two values', [live.sig, live.sig], 'noSignature'],
    ['two values in one', `${live.sig}, ${live.sig}`, 'wrongSignature'],
    ['127 characters', live.sig.slice(1), 'wrongSignature'],
    ['129 characters', `${live.sig}0`, 'wrongSignature'],
    ['not hex', `g${live.sig.slice(1)}`, 'wrongSignature'],
    ['of 128 characters beyond ASCII', '٣'.repeat(128), 'wrongSignature'],
    ['a broken pair', '\ud800'.repeat(128), 'wrongSignature'],
  ])('in a header that is %s is refused', (_what, value, reason) => {
    const headers = (value === undefined ? {} : { 'x-nowpayments-sig': value }) as Record<string, string>
    expect(verify(aDelivery(live.raw, headers), secret, ARRIVED)).toEqual({ ok: false, reason })
  })

  it('may come in capitals and between blanks', () => {
    expect(judge(live.raw, live.sig.toUpperCase())).toEqual(told)
    expect(judge(live.raw, ` ${live.sig}\t`)).toEqual(told)
  })

  it('counts with a secret that was pasted with its line break', () => {
    expect(judge(live.raw, live.sig, `${secret}\n`)).toEqual(told)
    const untrimmed = signed(live.raw, `${secret}\n`)
    expect(judge(live.raw, untrimmed, `${secret}\n`)).toMatchObject({ reason: 'wrongSignature' })
  })

  it.each([null, '', ' \r\n'])('never counts with the secret %j, not even its own', (empty) => {
    for (const key of ['', ' \r\n']) {
      expect(judge(live.raw, signed(live.raw, key), empty)).toEqual({ ok: false, reason: 'noSecret' })
    }
  })

  it('counts for the same content in another order and other blanks', () => {
    const reversed = Object.fromEntries(Object.entries(JSON.parse(live.raw)).toReversed())
    const pretty = JSON.stringify(reversed, null, 2)
    expect(signed(pretty)).toMatch(/^dd5d6feb78a2b5e4/)
    expect(judge(pretty, live.sig)).toEqual(told)
  })

  it('covers nothing that was added to the body', () => {
    const added = (text: string) => live.raw.replace('{', `{${text},`)
    expect(judge(added('"parent":1'), live.sig)).toMatchObject({ reason: 'wrongSignature' })
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
      const refusal = { ok: false, reason: 'forbiddenKey' }
      expect(judge(added(`"${key}":{"admin":true}`), live.sig)).toEqual(refusal)
      expect(judge(live.raw.replace('"fee":{', `"fee":{"${key}":1,`), live.sig)).toEqual(refusal)
    }
  })
})

describe('what a callback says', () => {
  it('is read from the text that was signed, not from another with the same canonical form', () => {
    const honest = '{"parent_payment_id":null,"payment_id":9007199254740992,"payment_status":"finished"}'
    const forged = honest.replace('null', '1e999').replace('740992', '740993')
    expect(judge(forged, signed(honest))).toEqual({
      ok: true,
      chargeId: '9007199254740992',
      parentChargeId: null,
      orderId: null,
      vendorStatus: 'finished',
    })
  })

  it('keeps an id beyond what a float can hold when the bytes were signed', () => {
    const text = '{"payment_status":"waiting","payment_id":12345678901234567890}'
    expect(judge(text, signed(text))).toMatchObject({ ok: true, chargeId: '12345678901234567890' })
  })

  it('may name the charge as text', () => {
    const text = '{"payment_id":"6033754129","payment_status":"waiting","order_id":"null"}'
    expect(judge(text, signed(text))).toMatchObject({ chargeId: '6033754129', orderId: null })
  })

  it.each(['[]', 'null', '"x"', '7', '{"payment_status":"finished"}', '{"payment_id":1}'])(
    'is no payment in %s, however well signed',
    (text) => {
      expect(judge(text, signed(text))).toEqual({ ok: false, reason: 'notAPayment' })
      expect(judge(text, live.sig)).toEqual({ ok: false, reason: 'wrongSignature' })
    },
  )
})

describe('what a callback is about', () => {
  const subject = (body: string, signature = signed(body)) =>
    readCallback(aDelivery(body, { 'x-nowpayments-sig': signature }), secret)
  const withdrawal = vector('V13')
  const recurring =
    '{"id":"1234567890","status":"FINISHED","currency":"trx","amount":"12.171365564140688","ipn_callback_url":"callback_url","created_at":"2023-07-26T14:20:11.531Z","updated_at":"2023-07-26T14:20:21.079Z"}'

  it('is a payment, said as ever', () => {
    expect(subject(live.raw, live.sig)).toEqual({ ...told, about: 'payment' })
  })

  it('is a withdrawal with its batch and both words for its status', () => {
    const said = {
      ok: true,
      about: 'withdrawal',
      payoutId: '123456789',
      batchId: '987654321',
      externalId: null,
      status: 'creating',
      vendorStatus: 'CREATING',
    }
    const payout = {
      ...{ payoutId: '123456789', batchId: '987654321', externalId: null },
      ...{ status: 'creating', vendorStatus: 'CREATING', coin: 'usdttrc20', address: 'address' },
      ...{ amount: '50.000000', transactionId: null, error: null, updatedAt: null },
      createdAt: '2023-07-27T15:29:40.803Z',
    }
    for (const signature of [withdrawal.sig, withdrawal.sig_raw_bytes ?? '']) {
      expect(subject(withdrawal.raw, signature)).toEqual({ ...said, payout })
    }
    const named = withdrawal.raw
      .replace('"CREATING"', '"ON_HOLD"')
      .replace('{', '{"unique_external_id":"T1-R0007",')
    const odd = { externalId: 'T1-R0007', status: 'unknown', vendorStatus: 'ON_HOLD' }
    expect(subject(named)).toEqual({ ...said, ...odd, payout: { ...payout, ...odd } })
    const unreadable = withdrawal.raw.replace('"amount":"50"', '"amount":"lots"')
    expect(subject(unreadable)).toEqual({ ...said, payout: null })
  })

  it('is a recurring payment of somebody else’s', () => {
    const said = { ok: true, about: 'recurring', id: '1234567890', vendorStatus: 'FINISHED' }
    expect(subject(recurring)).toEqual(said)
    expect(subject(recurring.replaceAll('"1234567890"', '1234567890'))).toEqual(said)
  })

  it.each([
    '{}',
    '[]',
    'null',
    '{"id":"1","status":"X"}',
    '{"id":"1","status":"X","currency":"trx","amount":"1","address":"T"}',
    '{"id":"1","status":"FINISHED","from_currency":"trx","to_currency":"btc","from_amount":1}',
    withdrawal.raw.replace('"123456789"', '"x"'),
  ])('is something else in %s', (text) => {
    expect(subject(text)).toEqual({ ok: true, about: 'other' })
  })

  it('is nobody’s to say without the right signature', () => {
    for (const body of [withdrawal.raw, recurring, '{}']) {
      expect(subject(body, live.sig)).toEqual({ ok: false, reason: 'wrongSignature' })
      expect(readCallback(aDelivery(body, {}), secret)).toEqual({ ok: false, reason: 'noSignature' })
      expect(readCallback(aDelivery(body, { 'x-nowpayments-sig': signed(body, '') }), null)).toEqual({
        ok: false,
        reason: 'noSecret',
      })
    }
  })

  it('is no payment to whoever asks for payments', () => {
    for (const body of [withdrawal.raw, '{}']) {
      expect(judge(body, signed(body))).toEqual({ ok: false, reason: 'notAPayment' })
    }
    expect(judge(recurring, signed(recurring))).toEqual({ ok: false, reason: 'recurring' })
  })
})

describe('a body', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  const sized = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`

  it.each([
    ['empty', '', 'notJson'],
    ['a page', '<!doctype html>', 'notJson'],
    ['half', live.raw.slice(0, -1), 'notJson'],
    ['two', `${live.raw}${live.raw}`, 'notJson'],
    ['with a byte order mark', `\ufeff${live.raw}`, 'notJson'],
    ['nine levels deep', nested(9), 'tooDeep'],
    ['5,000 levels deep', nested(5000), 'tooDeep'],
    ['a byte over 64 KiB', sized(64 * 1024 + 1), 'tooLarge'],
    ['1 MiB', sized(1024 * 1024), 'tooLarge'],
  ])('that is %s is refused, however well signed', (_what, text, reason) => {
    expect(judge(text, signed(text))).toEqual({ ok: false, reason })
  })

  it('may be eight levels deep and 64 KiB large', () => {
    for (const text of [nested(8), sized(64 * 1024)]) {
      expect(judge(text, signed(text))).toEqual({ ok: false, reason: 'notAPayment' })
    }
  })

  it('of bytes that are no text is refused, however well signed', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])
    const signature = createHmac('sha512', secret).update(bytes).digest('hex')
    expect(judge(bytes, signature)).toEqual({ ok: false, reason: 'notJson' })
  })

  it('that is no base64 is refused', () => {
    const delivery = { ...aDelivery('', { 'x-nowpayments-sig': live.sig }), body: '%%%' }
    expect(verify(delivery, secret, ARRIVED)).toEqual({ ok: false, reason: 'notJson' })
  })
})
