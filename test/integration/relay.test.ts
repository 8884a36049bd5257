import { afterEach, describe, expect, it } from 'vitest'
import type { Inbox } from '../../relay/inbox.ts'
import { BODY_LIMIT, callbackPath } from '../../shared/relay-protocol.ts'
import { openRelayBench, type RelayBench, rawExchange, textOf } from '../support/relay-bench.ts'

// The relay over real HTTP on loopback: gateways on one side, tills on the other.

let bench: RelayBench
afterEach(() => bench.close())

const open = async (...given: Parameters<typeof openRelayBench>) => {
  bench = await openRelayBench(...given)
  return bench
}

describe('receiving', () => {
  it('keeps a body byte for byte, with its signature headers, time and source', async () => {
    const { post, listen } = await open()
    const body = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const answered = await post(body, {
      'x-nowpayments-sig': 'AB12',
      'x-forwarded-for': '203.0.113.9',
      cookie: 'private',
      authorization: 'private',
    })
    expect([answered.status, await answered.text()]).toEqual([200, '{"ok":true}'])

    const [delivery] = await (await listen()).deliveries(1)
    expect(delivery).toEqual({
      id: 1,
      gateway: 'nowpayments',
      receivedAt: '2026-11-21T14:02:00.000Z',
      source: '203.0.113.9',
      headers: { 'content-type': 'application/json', 'x-nowpayments-sig': 'AB12' },
      body: Buffer.from(body).toString('base64'),
    })
  })

  it('answers each gateway what it takes for delivered', async () => {
    const { post, listen } = await open()
    const answers = []
    for (const gateway of ['nowpayments', 'usdt-payments', 'paystablecoin'] as const) {
      const answered = await post(gateway, { 'x-signature': gateway, 'x-timestamp': '1' }, gateway)
      answers.push([answered.status, await answered.json()])
    }
    expect(answers).toEqual([
      [200, { ok: true }],
      [200, { ok: true }],
      [200, { code: '00000' }],
    ])
    const kept = await (await listen()).deliveries(3)
    expect(
      kept.map(({ gateway, headers }) => [gateway, headers['x-signature'], headers['x-timestamp']]),
    ).toEqual([
      ['nowpayments', 'nowpayments', '1'],
      ['usdt-payments', 'usdt-payments', '1'],
      ['paystablecoin', 'paystablecoin', '1'],
    ])
  })

  it('answers only after it is durable', async () => {
    let makeDurable = () => {}
    const reached = Promise.withResolvers<void>()
    const held = new Promise<void>((resolve) => {
      makeDurable = resolve
    })
    const { post } = await open({
      inbox: (inbox: Inbox) => ({
        ...inbox,
        append: async (...given) => {
          reached.resolve()
          await held
          return inbox.append(...given)
        },
      }),
    })
    let status: number | undefined
    const posting = post('{}').then((answered) => {
      status = answered.status
    })
    await reached.promise
    expect(status).toBeUndefined()
    makeDurable()
    await posting
    expect(status).toBe(200)
    expect((await bench.inbox.channels())[0]?.latest).toBe(1)
  })

  it.each([
    ['cannot be written', () => Promise.reject(new Error('disk full'))],
    ['has too much waiting', () => Promise.resolve({ kind: 'busy' } as const)],
  ])('a store that %s is a 503, so that the gateway comes again', async (_what, append) => {
    const { post, metrics } = await open({ inbox: (inbox: Inbox) => ({ ...inbox, append }) })
    const answered = await post('{}')
    expect(answered.status).toBe(503)
    expect(answered.headers.get('retry-after')).toBe('5')
    expect(await metrics()).toContain('relay_refusals_total{reason="not stored"} 1')
  })

  it('refuses what is no callback, without harm', async () => {
    const { origin, post, secrets, inbox, metrics } = await open()
    const path = callbackPath(secrets.id, 'nowpayments')
    const statusOf = async (where: string, init?: RequestInit) => {
      const answered = await fetch(`${origin}${where}`, init)
      await answered.text()
      return answered.status
    }
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect(await statusOf(path)).toBe(405)
    expect(await statusOf(path, { method: 'PUT', body: '{}' })).toBe(405)
    expect(await statusOf(path, { method: 'POST', body: '{}' })).toBe(415)
    expect(await statusOf(`${path}/more`, json)).toBe(404)
    expect(await statusOf(callbackPath('unknown', 'nowpayments'), json)).toBe(404)
    expect(await statusOf(callbackPath('x'.repeat(5_000), 'nowpayments'), json)).toBe(404)
    expect(await statusOf(`/in/${secrets.id}/stripe`, json)).toBe(404)
    expect(await statusOf(`/in/${secrets.token}/nowpayments`, json)).toBe(404)
    expect(await statusOf('/in/', json)).toBe(404)
    expect(await statusOf('/')).toBe(404)
    expect((await post('{}', { 'content-encoding': 'gzip' })).status).toBe(415)

    expect((await inbox.channels())[0]?.latest).toBe(0)
    expect((await post('{}')).status).toBe(200)
    expect(await metrics()).toContain('relay_refusals_total{reason="unknown channel"} 6')
  })

  it('an unknown channel is refused the same way whatever is sent to it', async () => {
    const { origin, secrets } = await open()
    const near = `${secrets.id.slice(0, -1)}${secrets.id.endsWith('A') ? 'B' : 'A'}`
    const answers = await Promise.all(
      [near, 'x', 'x'.repeat(43)].flatMap((channel) =>
        [{ 'content-type': 'application/json' }, { 'content-type': 'image/png' }].map(async (headers) => {
          const url = `${origin}${callbackPath(channel, 'nowpayments')}`
          const answered = await fetch(url, { method: 'POST', headers, body: 'x'.repeat(BODY_LIMIT + 1) })
          return [answered.status, await answered.text()]
        }),
      ),
    )
    expect(new Set(answers.map((each) => each.join()))).toEqual(new Set(['404,There is no such address.\n']))
  })

  it('takes 64 KiB and not a byte more, announced or not', async () => {
    const { post, origin, secrets, inbox } = await open()
    expect((await post('x'.repeat(BODY_LIMIT))).status).toBe(200)
    expect((await post('x'.repeat(BODY_LIMIT + 1))).status).toBe(413)
    expect((await post('x'.repeat(BODY_LIMIT * 8))).status).toBe(413)

    const chunk = `1000\r\n${'x'.repeat(4_096)}\r\n`
    const head = `POST ${callbackPath(secrets.id, 'nowpayments')} HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n`
    const chunked = `${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await rawExchange(origin, `${chunked}${chunk.repeat(17)}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
    expect((await inbox.channels())[0]?.latest).toBe(1)
  })

  it('ends a body that drips with 408, and keeps nothing of it', async () => {
    const { origin, secrets, inbox, metrics } = await open({ limits: { requestMs: 200 } })
    const head = `POST ${callbackPath(secrets.id, 'nowpayments')} HTTP/1.1\r\nHost: relay\r\n`
    const slow = `${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"half":`
    expect(await rawExchange(origin, slow)).toMatch(/^HTTP\/1\.1 408 /)
    expect(await rawExchange(origin, head)).toMatch(/^HTTP\/1\.1 408 /)
    expect(await rawExchange(origin, '')).toMatch(/^HTTP\/1\.1 408 /)
    expect(await metrics()).toContain('relay_refusals_total{reason="too slow"} 3')
    expect((await inbox.channels())[0]?.latest).toBe(0)
  })

  it('what is not HTTP is refused, and the next request is served', async () => {
    const { origin, post } = await open()
    expect(await rawExchange(origin, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await rawExchange(origin, `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
    expect((await post('{}')).status).toBe(200)
  })

  it('more connections than it takes are dropped; those it has go on, and a free place is taken again', async () => {
    const { listen, origin } = await open({ environment: { RELAY_MAX_CONNECTIONS: '10' } })
    const streams = await Promise.all(Array.from({ length: 10 }, () => listen()))
    await expect(fetch(origin)).rejects.toThrow()
    for (const stream of streams) expect((await stream.hello()).latest).toBe(0)
    streams[0]?.leave()
    await expect
      .poll(() => bench.metrics().catch(() => ''), { timeout: 4_000 })
      .toContain('reason="too many connections"')
  })
})

describe('streaming', () => {
  it('begins with how far the channel is', async () => {
    const { post, listen, secrets } = await open()
    expect(await (await listen()).hello()).toEqual({ channel: secrets.id, oldest: 0, latest: 0 })
    await post('a')
    await post('b')
    expect(await (await listen()).hello()).toEqual({ channel: secrets.id, oldest: 1, latest: 2 })
  })

  it('replays from the last id the till has, and goes on with what comes', async () => {
    const { post, listen } = await open()
    for (const body of ['a', 'b', 'c']) await post(body)
    const stream = await listen(1)
    expect((await stream.deliveries(2)).map(({ id }) => id)).toEqual([2, 3])
    await post('d')
    expect((await stream.deliveries(3)).map(textOf)).toEqual(['b', 'c', 'd'])
  })

  it('starts anew with a till that knows more than the relay, whose store must be new', async () => {
    const { post, listen } = await open()
    await post('a')
    expect((await (await listen(500)).deliveries(1)).map(textOf)).toEqual(['a'])
  })

  it('every listener of a channel gets everything, and no other channel’s', async () => {
    const { post, listen, inbox, origin } = await open()
    const other = await inbox.createChannel('other', '2026-11-21T14:02:00.000Z')
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen()))
    const foreign = await listen(0, other?.token)
    await Promise.all(Array.from({ length: 30 }, (_, index) => post(`n${index}`)))
    await fetch(`${origin}${callbackPath(other?.id ?? '', 'nowpayments')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'theirs',
    })
    const expected = Array.from({ length: 30 }, (_, index) => index + 1)
    for (const stream of streams) {
      expect((await stream.deliveries(30)).map(({ id }) => id)).toEqual(expected)
    }
    expect((await foreign.deliveries(1)).map(textOf)).toEqual(['theirs'])
  })

  it('a slow listener holds up nobody, is not buffered for, and misses nothing', async () => {
    const { post, listen } = await open()
    const slow = await listen()
    await slow.hello()
    slow.pause()
    const quick = await listen()
    const body = 'x'.repeat(60_000)
    const count = 200 // 16 MB as events: far more than the sockets between them hold
    for (let sent = 0; sent < count; sent += 20) {
      await Promise.all(Array.from({ length: 20 }, () => post(body)))
    }
    expect(await quick.deliveries(count)).toHaveLength(count)
    expect(await bench.metrics()).toMatch(/relay_listener_lag ([1-9]\d+)\n/)

    slow.resume()
    const caughtUp = await slow.deliveries(count)
    expect(caughtUp.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    expect(caughtUp.every((delivery) => textOf(delivery) === body)).toBe(true)
  }, 30_000) // 12 MB pass three times through two cores that others use too

  it('a listener that takes nothing any more is dropped', async () => {
    const { post, listen, metrics } = await open({ limits: { keepAliveMs: 50, stalledMs: 100 } })
    const stuck = await listen()
    await stuck.hello()
    stuck.pause()
    for (let sent = 0; sent < 150; sent += 25) {
      await Promise.all(Array.from({ length: 25 }, () => post('x'.repeat(60_000))))
    }
    await expect.poll(metrics, { timeout: 10_000 }).toContain('relay_listeners 0\n')
  }, 30_000) // as above

  it('is never silent for long', async () => {
    const { listen } = await open({ limits: { keepAliveMs: 20 } })
    expect(await (await listen()).comment()).toBe('here')
  })

  it('needs the right token, and ends when it is replaced', async () => {
    const { origin, listen, secrets, inbox } = await open({ limits: { keepAliveMs: 20 } })
    for (const authorization of [
      '',
      'Bearer',
      'Bearer wrong',
      `Bearer ${secrets.id}`,
      `Basic ${secrets.token}`,
    ]) {
      const answered = await fetch(`${origin}/out`, { headers: authorization ? { authorization } : {} })
      expect([answered.status, answered.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="relay"',
      ])
    }
    const stream = await listen()
    await stream.hello()
    const rotated = await inbox.rotate('shop', { callback: false })
    await stream.ended
    expect((await listen()).status).toBe(401)
    expect((await listen(0, rotated?.token)).status).toBe(200)
  })

  it('refuses nonsense and too many', async () => {
    const { origin, listen, secrets } = await open({ environment: { RELAY_MAX_LISTENERS: '2' } })
    const headers = { authorization: `Bearer ${secrets.token}`, 'last-event-id': '-1' }
    expect((await fetch(`${origin}/out`, { headers })).status).toBe(400)
    expect((await fetch(`${origin}/out`, { method: 'POST', headers })).status).toBe(405)
    const first = await listen()
    expect([first.status, (await listen()).status, (await listen()).status]).toEqual([200, 200, 503])
  })
})

describe('acknowledging', () => {
  it('lets the relay forget what is old enough, and tells the next listener', async () => {
    let at = new Date('2026-11-01T00:00:00.000Z')
    const { post, listen, acknowledge, inbox, secrets } = await open({
      now: () => at,
      limits: { pruneEveryMs: 20 },
    })
    for (const body of ['a', 'b', 'c']) await post(body)
    expect((await acknowledge(2)).status).toBe(204)
    at = new Date('2026-11-10T00:00:00.000Z') // more than seven days on: the next round forgets
    await expect.poll(async () => (await inbox.channels())[0]?.oldest, { timeout: 4_000 }).toBe(3)

    const stream = await listen(0)
    expect(await stream.hello()).toEqual({ channel: secrets.id, oldest: 3, latest: 3 })
    expect((await stream.deliveries(1)).map(textOf)).toEqual(['c'])
    await post('d')
    expect((await stream.deliveries(2)).map(textOf)).toEqual(['c', 'd'])
  })

  it('needs the token and a number', async () => {
    const { origin, acknowledge, secrets } = await open()
    expect((await acknowledge(1, 'wrong')).status).toBe(401)
    for (const wrong of [-1, 1.5, '1', null]) expect((await acknowledge(wrong)).status).toBe(400)
    expect((await acknowledge(0)).status).toBe(204)
    expect((await fetch(`${origin}/ack`)).status).toBe(405)
    const headers = { authorization: `Bearer ${secrets.token}` }
    const send = (body: string) => fetch(`${origin}/ack`, { method: 'POST', headers, body })
    expect((await send('{"upTo":')).status).toBe(400)
    expect((await send(`{"upTo":1,"x":"${'x'.repeat(2_000)}"}`)).status).toBe(400)
  })
})

describe('what others may know', () => {
  it('its health', async () => {
    let trouble: string | null = null
    const { origin } = await open({ inbox: (inbox: Inbox) => ({ ...inbox, trouble: () => trouble }) })
    const well = await fetch(`${origin}/healthz`)
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }])
    trouble = 'disk full'
    const ill = await fetch(`${origin}/healthz`)
    expect([ill.status, await ill.json()]).toEqual([503, { status: 'cannot store' }])
  })

  it('its figures, from this computer', async () => {
    const { origin, post, listen, metrics } = await open()
    await (await listen()).hello()
    await post('{}')
    const text = await metrics()
    expect(text).toContain('relay_deliveries_received_total{gateway="nowpayments"} 1')
    expect(text).toContain('relay_deliveries_sent_total 1')
    expect(text).toContain('relay_listeners 1')
    expect(text).toContain('relay_answer_seconds_count 1')
    const forwarded = await fetch(`${origin}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
    expect(forwarded.status).toBe(404)
  })

  it('or with the token for them', async () => {
    const token = 'a-long-token-for-prometheus'
    const { origin } = await open({ environment: { RELAY_METRICS_TOKEN: token } })
    expect((await fetch(`${origin}/metrics`)).status).toBe(404)
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' }
    expect((await fetch(`${origin}/metrics`, { headers })).status).toBe(200)
  })
})

describe('closing', () => {
  it('answers what is under way, keeps it, and ends the streams', async () => {
    const held = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const { post, listen, relay, inbox } = await open({
      inbox: (kept: Inbox) => ({
        ...kept,
        append: async (...given) => {
          reached.resolve()
          await held.promise
          return kept.append(...given)
        },
      }),
    })
    const stream = await listen()
    await stream.hello()
    const posting = post('last')
    await reached.promise
    const closing = relay.close()
    await stream.ended
    held.resolve()
    expect((await posting).status).toBe(200)
    await closing
    expect((await inbox.channels())[0]?.latest).toBe(1)
    await expect(post('too late')).rejects.toThrow()
  })
})
