import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { transportFailure } from '../../../../../electron/gateways/http/transport-failure.ts'
import { type ClientOptions, createClient } from '../../../../../electron/gateways/nowpayments/client.ts'
import { createManualClock } from '../../../../../simulator/clock.ts'

const KEY = 'SECRET1-SECRET2-SECRET3-SECRET4'
const servers: Server[] = []

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

function clientOf(baseUrl: string, options: Partial<ClientOptions> = {}) {
  const time = createManualClock()
  const clock = { now: time.now, after: time.schedule }
  return { time, client: createClient({ baseUrl, apiKey: KEY, version: '1.2.3', clock, ...options }) }
}

/** A server that answers everything with this. */
function saying(
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers)
    response.end(body)
  }
}

describe('a request', () => {
  it('carries key, name and version, and the body byte for byte', async () => {
    const seen: unknown[] = []
    const baseUrl = await listen(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      seen.push(request.method, request.url, Buffer.concat(chunks).toString())
      seen.push(request.headers['x-api-key'], request.headers['user-agent'], request.headers['content-type'])
      response.end('{}')
    })
    const { client } = clientOf(baseUrl)
    await client.send({ path: '/payment', body: '{"price_amount":20.00}' })
    expect(seen).toEqual([
      'POST',
      '/v1/payment',
      '{"price_amount":20.00}',
      KEY,
      'USDTill/1.2.3',
      'application/json',
    ])
  })

  it('without a body is a GET with its query', async () => {
    const baseUrl = await listen((request, response) => response.end(`${request.method} ${request.url}`))
    const reply = await clientOf(baseUrl).client.send({ path: '/estimate', query: { amount: '13.490' } })
    expect(reply).toMatchObject({ ok: true, value: { text: 'GET /v1/estimate?amount=13.490' } })
  })

  it('to this computer goes past the proxy of the environment', async () => {
    const baseUrl = await listen(saying(200, 'direct'))
    const before = process.env['http_proxy']
    process.env['http_proxy'] = 'http://127.0.0.1:9'
    try {
      expect(await clientOf(baseUrl).client.send({ path: '/status' })).toMatchObject({ ok: true })
    } finally {
      if (before === undefined) delete process.env['http_proxy']
      else process.env['http_proxy'] = before
    }
  })
})

describe('an answer', () => {
  it('keeps its text unparsed, whatever its status and type', async () => {
    const text = '{"pay_amount":13.50123400000000001}'
    const baseUrl = await listen(saying(418, text, { 'content-type': 'application/json' }))
    expect(await clientOf(baseUrl).client.send({ path: '/status' })).toMatchObject({
      ok: true,
      value: { status: 418, text, raw: text },
    })
  })

  it('is not followed elsewhere: the key goes to nobody else', async () => {
    let visits = 0
    const elsewhere = await listen((_request, response) => {
      visits += 1
      response.end('{}')
    })
    const baseUrl = await listen(saying(302, '', { location: elsewhere }))
    expect(await clientOf(baseUrl).client.send({ path: '/status' })).toMatchObject({ value: { status: 302 } })
    expect(visits).toBe(0)
  })

  it('tells the time of the gateway and of this computer', async () => {
    const baseUrl = await listen(saying(200, '{}', { date: 'Thu, 27 Aug 2026 16:56:58 GMT' }))
    const { client, time } = clientOf(baseUrl)
    expect(await client.send({ path: '/status' })).toMatchObject({
      value: { serverTime: Date.UTC(2026, 7, 27, 16, 56, 58), sentAt: time.now(), receivedAt: time.now() },
    })
  })

  it.each([
    ['30', 30_000],
    ['Thu, 27 Aug 2026 16:57:58 GMT', 59_372],
    ['Thu, 27 Aug 2020 16:57:58 GMT', 0],
    ['999999', 3_600_000],
    ['soon', null],
  ])('says when to come back: %s', async (header, ms) => {
    const baseUrl = await listen(saying(429, '', { 'retry-after': header }))
    const reply = await clientOf(baseUrl).client.send({ path: '/status' })
    expect(reply).toMatchObject({ value: { retryAfterMs: ms } })
  })

  it('is journaled to 64 KiB and without the key', async () => {
    const baseUrl = await listen(saying(200, `${KEY} ${'é'.repeat(100_000)}`))
    const reply = await clientOf(baseUrl).client.send({ path: '/status' })
    if (!reply.ok) throw new Error('no answer')
    expect(reply.value.raw).toMatch(/^\[api key\] é+/)
    expect(Buffer.byteLength(reply.value.raw)).toBeLessThanOrEqual(64 * 1024)
    expect(reply.value.text).toHaveLength(KEY.length + 1 + 100_000)
  })
})

describe('no answer', () => {
  const body = '{}'

  it('a gateway that says nothing is given up at the limit, and the charge may exist', async () => {
    const arrived = Promise.withResolvers<void>()
    const baseUrl = await listen(() => arrived.resolve())
    const { client, time } = clientOf(baseUrl, { timeoutMs: 15_000 })
    const reply = client.send({ path: '/payment', body })
    await arrived.promise
    await time.advance(15_000)
    expect(await reply).toEqual(failed({ code: 'gatewayTimeout' }, true))
  })

  it('a gateway that drips byte by byte is given up at the same limit', async () => {
    const arrived = Promise.withResolvers<void>()
    const baseUrl = await listen((_request, response) => {
      response.write('{"payment_id":')
      arrived.resolve()
    })
    const { client, time } = clientOf(baseUrl, { timeoutMs: 15_000 })
    const reply = client.send({ path: '/payment', body })
    await arrived.promise
    await time.advance(15_000)
    expect(await reply).toEqual(failed({ code: 'gatewayTimeout' }, true))
  })

  it('leaves no timer behind', async () => {
    const baseUrl = await listen(saying(200, '{}'))
    let open = 0
    const clock = {
      now: () => 0,
      after() {
        open += 1
        return () => {
          open -= 1
        }
      },
    }
    await clientOf(baseUrl, { clock }).client.send({ path: '/status' })
    expect(open).toBe(0)
  })

  it('a call given up under way says that the charge may exist', async () => {
    const arrived = Promise.withResolvers<void>()
    const baseUrl = await listen(() => arrived.resolve())
    const cancel = new AbortController()
    const reply = clientOf(baseUrl).client.send({ path: '/payment', body, signal: cancel.signal })
    await arrived.promise
    cancel.abort()
    expect(await reply).toEqual(failed({ code: 'notNow' }, true))
  })

  it('a connection cut before the answer', async () => {
    const baseUrl = await listen((request) => request.socket.destroy())
    const { client } = clientOf(baseUrl)
    expect(await client.send({ path: '/payment', body })).toEqual(
      failed({ code: 'gatewayDown', httpStatus: null }, true),
    )
    expect(await client.send({ path: '/payment/1' })).toEqual(
      failed({ code: 'gatewayDown', httpStatus: null }, false),
    )
  })

  it('a connection cut in the middle of the answer', async () => {
    const baseUrl = await listen((_request, response) => {
      response.writeHead(201, { 'content-length': '1000' })
      response.write('{"payment_id":"59', () => response.socket?.destroy())
    })
    expect(await clientOf(baseUrl).client.send({ path: '/payment', body })).toEqual(
      failed({ code: 'gatewayDown', httpStatus: null }, true),
    )
  })

  it('an answer of 10 MB is not read to its end', async () => {
    const baseUrl = await listen(saying(201, Buffer.alloc(10 * 1024 * 1024, 0x20)))
    const reply = await clientOf(baseUrl).client.send({ path: '/payment', body })
    // First alone: a difference of 10 MB takes minutes to print.
    expect(reply.ok).toBe(false)
    expect(reply).toEqual(failed({ code: 'badReply', detail: 'larger than 1 MiB' }, true))
  })

  it('an answer that is not what its encoding says', async () => {
    const baseUrl = await listen(saying(201, 'not gzip at all', { 'content-encoding': 'gzip' }))
    expect(await clientOf(baseUrl).client.send({ path: '/payment', body })).toEqual(
      failed({ code: 'badReply', detail: 'unreadable: Z_DATA_ERROR' }, true),
    )
  })

  it('nobody there: the gateway is down and no charge exists', async () => {
    const baseUrl = await listen(saying(200, '{}'))
    servers.splice(0).map((server) => server.close())
    expect(await clientOf(baseUrl).client.send({ path: '/payment', body })).toEqual(
      failed({ code: 'gatewayDown', httpStatus: null }, false),
    )
  })

  it('something that does not speak HTTP', async () => {
    const baseUrl = await listen((request) => request.socket.end('220 mail.example ESMTP\r\n'))
    expect(await clientOf(baseUrl).client.send({ path: '/payment', body })).toMatchObject({
      error: { error: { code: 'badReply' }, maybe: true },
    })
  })

  it('something that does not speak TLS', async () => {
    const baseUrl = await listen(saying(200, '{}'))
    const { client } = clientOf(baseUrl.replace('http:', 'https:'))
    expect(await client.send({ path: '/payment', body })).toMatchObject({
      error: { error: { code: 'badReply' }, maybe: false },
    })
  })

  it('never tells the key', async () => {
    const baseUrl = await listen((request) => request.socket.destroy())
    const reply = await clientOf(baseUrl).client.send({ path: '/status' })
    expect(JSON.stringify(reply)).not.toContain('SECRET')
  })
})

describe('errors of the system', () => {
  const failure = (code: string, syscall: string) =>
    transportFailure(Object.assign(new Error(code), { code, cause: { code, syscall } }), null, true)

  it.each([
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['ENETUNREACH', 'connect'],
    ['EHOSTUNREACH', 'connect'],
  ])('%s: this shop has no network, nothing was sent', (code, syscall) => {
    expect(failure(code, syscall)).toMatchObject({ error: { code: 'noNetwork' }, maybe: false })
  })

  it('a network lost while sending leaves it open whether the charge exists', () => {
    expect(failure('ENETUNREACH', 'write')).toMatchObject({ error: { code: 'noNetwork' }, maybe: true })
  })

  it('a connection that never came up is a time-out, and nothing was sent', () => {
    expect(failure('ETIMEDOUT', 'connect')).toMatchObject({ error: { code: 'gatewayTimeout' }, maybe: false })
    const several = { errors: [{ code: 'ETIMEDOUT', syscall: 'connect' }] }
    const error = Object.assign(new Error(), { code: 'ETIMEDOUT', cause: several })
    expect(transportFailure(error, null, true)).toMatchObject({ maybe: false })
  })

  it.each(['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    '%s: somebody else answers, and gets nothing',
    (code) => {
      expect(failure(code, '')).toMatchObject({
        error: { code: 'badReply', detail: `certificate: ${code}` },
        maybe: false,
      })
    },
  )

  it('anything unheard of counts as possibly sent', () => {
    for (const thrown of [new Error('?'), 'text', null, undefined]) {
      expect(transportFailure(thrown, null, true)).toMatchObject({
        error: { code: 'gatewayDown' },
        maybe: true,
      })
    }
  })
})

function failed(error: object, maybe: boolean) {
  return { ok: false, error: { error, maybe, raw: null, retryAfterMs: null } }
}
