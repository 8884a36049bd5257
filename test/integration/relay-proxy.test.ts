import { mkdirSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureProxies } from '../../scripts/debian.ts'
import { ACKNOWLEDGE_PATH, callbackPath, type Gateway, STREAM_PATH } from '../../shared/relay-protocol.ts'
import { openRelayBench, type RelayBench, textOf } from '../support/relay-bench.ts'
import {
  type Asked,
  askThrough,
  type FrontProxy,
  type NginxOptions,
  runCheck,
  startCaddy,
  startNginx,
  textOfAnswer,
} from '../support/relay-proxies.ts'

// A relay behind the proxies of relay/deploy, with TLS, as it stands on a public host.

let bench: RelayBench
beforeAll(async () => {
  ensureProxies()
  bench = await openRelayBench()
}, 300_000) // may install them
afterAll(() => bench.close())

function behind(name: string): { folder: string; relayPort: number } {
  const folder = join(bench.folder, name)
  mkdirSync(folder)
  return { folder, relayPort: Number(new URL(bench.origin).port) }
}

const urlAt = (proxy: FrontProxy, id = bench.secrets.id, gateway: Gateway = 'nowpayments') =>
  `${proxy.origin}${callbackPath(id, gateway)}`

const trusting = (proxy: FrontProxy) => ({ NODE_EXTRA_CA_CERTS: proxy.authority })

const checkAt = (proxy: FrontProxy) => runCheck(urlAt(proxy), bench.secrets.token, trusting(proxy))

/** The kinds of line that a check printed, in order, and the whole in case it surprises. */
const kindsOf = (out: string) =>
  out.split('\n').flatMap((line) => /^ {2}(ok|mind|FAIL) /.exec(line)?.[1] ?? [])

const PROXIES = [
  {
    name: 'Caddy',
    start: () => startCaddy(behind('caddy')),
    /** Caddy renews its own certificates every few hours. */
    lines: ['ok', 'mind', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
    certificate: / {2}mind {2}its TLS certificate is accepted, but only until \d{4}-\d\d-\d\d \(0 days\)/,
  },
  {
    name: 'nginx',
    start: () => startNginx(behind('nginx')),
    lines: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
    certificate: / {2}ok {4}its TLS certificate is accepted, until \d{4}-\d\d-\d\d \((89|90) days\)/,
  },
]

describe.each(PROXIES)('the relay behind $name', ({ start, lines, certificate }) => {
  let proxy: FrontProxy
  beforeAll(async () => {
    proxy = await start()
  }, 30_000) // Caddy makes an authority and a certificate first
  afterAll(() => proxy.stop())

  const post = (gateway: Gateway, asked: Asked) =>
    askThrough(proxy, callbackPath(bench.secrets.id, gateway), {
      ...asked,
      headers: { 'content-type': 'application/json', ...asked.headers },
    })

  it('passes its check from end to end', async () => {
    const { code, out, complaint } = await checkAt(proxy)
    expect({ code, complaint, kinds: kindsOf(out) }).toEqual({ code: 0, complaint: '', kinds: lines })
    expect(out).toMatch(certificate)
    expect(out).toMatch(/came on the stream \d+ ms after it was sent/)
    expect(out).toMatch(/\nAll of it works\.\n$/)
    expect(out).not.toContain(bench.secrets.id)
    expect(out).not.toContain(bench.secrets.token)
  }, 20_000) // a process, which verifies a chain of certificates

  it('takes the sender for the source, and believes nothing a sender says of itself', async () => {
    const before = await bench.inbox.bounds('1')
    const till = await bench.listen(before.latest)
    const claimed = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' }
    const answered = await post('paystablecoin', {
      body: '{ "a":1.0 }\n',
      from: '127.0.0.2',
      headers: claimed,
    })
    expect([answered.statusCode, await textOfAnswer(answered)]).toEqual([200, '{"code":"00000"}'])
    const [delivery] = await till.deliveries(1)
    expect(delivery).toMatchObject({ source: '127.0.0.2', gateway: 'paystablecoin' })
    expect(textOf(delivery)).toBe('{ "a":1.0 }\n')
  })

  it('hands each event on as it comes', async () => {
    const { latest } = await bench.inbox.bounds('1')
    const headers = { authorization: `Bearer ${bench.secrets.token}`, 'last-event-id': String(latest) }
    const stream = await askThrough(proxy, STREAM_PATH, {
      headers: { ...headers, 'accept-encoding': 'gzip, br' },
    })
    expect(stream.headers['content-encoding']).toBeUndefined()
    const next = piecesOf(stream)
    expect(await next('event: hello')).toContain(`"latest":${latest}`)
    for (const id of [latest + 1, latest + 2, latest + 3]) {
      expect((await textOfAnswer(await post('nowpayments', { body: '{}' }))).length).toBeGreaterThan(0)
      expect(await next(`id: ${id}\n`)).toContain('event: delivery')
    }
    const listeners = async () => Number(/^relay_listeners (\d+)$/m.exec(await bench.metrics())?.[1])
    const before = await listeners()
    stream.destroy()
    // A proxy that keeps the stream of a till that left would let the relay fill up with them.
    await expect.poll(listeners, { timeout: 5_000 }).toBe(before - 1)
  })

  it('takes acknowledgements, and keeps the figures to this computer', async () => {
    const asTill = { authorization: `Bearer ${bench.secrets.token}` }
    const taken = await askThrough(proxy, ACKNOWLEDGE_PATH, { headers: asTill, body: '{"upTo":1}' })
    expect([taken.statusCode, await textOfAnswer(taken)]).toEqual([204, ''])
    const figures = await askThrough(proxy, '/metrics')
    expect([figures.statusCode, await textOfAnswer(figures)]).toEqual([404, 'There is no such address.\n'])
    expect((await bench.metrics()).length).toBeGreaterThan(0)
  })
})

/** Reads on until what was asked for has come; rejects when the stream ends without it. */
function piecesOf(stream: IncomingMessage): (wanted: string) => Promise<string> {
  const chunks: AsyncIterator<unknown> = stream.setEncoding('utf8')[Symbol.asyncIterator]()
  return async (wanted) => {
    let text = ''
    while (!text.includes(wanted) || !text.endsWith('\n\n')) {
      const chunk = await chunks.next()
      if (chunk.done) throw new Error(`the stream ended without ${wanted}`)
      text += String(chunk.value)
    }
    return text
  }
}

describe('without a proxy', () => {
  it('takes whoever connects for the source, unless it is a trusted proxy', async () => {
    const { latest } = await bench.inbox.bounds('1')
    const till = await bench.listen(latest)
    const own = await openRelayBench({ environment: { RELAY_TRUSTED_PROXIES: '192.0.2.7' } })
    await own.post('{}', { 'x-forwarded-for': '203.0.113.9' })
    const [foreign] = await (await own.listen()).deliveries(1)
    await bench.post('{}', { 'x-forwarded-for': '203.0.113.9' })
    const [believed] = await till.deliveries(1)
    expect([foreign?.source, believed?.source]).toEqual(['127.0.0.1', '203.0.113.9'])
    await own.close()
  })
})

describe('a check says what is wrong with', () => {
  let caddy: FrontProxy
  beforeAll(async () => {
    caddy = await startCaddy(behind('second-caddy'))
  }, 30_000) // as above
  afterAll(() => caddy.stop())

  /** nginx as somebody set it up who did not use the file. */
  async function throughNginx(name: string, locations: NginxOptions['locations']) {
    const proxy = await startNginx({ ...behind(name), ...(locations !== undefined && { locations }) })
    try {
      return await checkAt(proxy)
    } finally {
      await proxy.stop()
    }
  }

  it('a certificate that nobody trusts', async () => {
    const { code, out } = await runCheck(urlAt(caddy), bench.secrets.token)
    expect(code).toBe(1)
    expect(out).toContain('FAIL  The TLS certificate is not trusted: no known authority has issued it.')
  }, 20_000) // a process

  it('a certificate for another name', async () => {
    const { out } = await runCheck(
      urlAt({ ...caddy, origin: caddy.origin.replace('localhost', '127.0.0.1') }),
      bench.secrets.token,
      trusting(caddy),
    )
    expect(out).toMatch(/FAIL {2}(No TLS connection comes about|The TLS certificate is for another name)/)
  }, 20_000) // a process

  it('a relay that does not run behind its proxy', async () => {
    const gone = await openRelayBench()
    await gone.close()
    const folder = join(bench.folder, 'alone')
    mkdirSync(folder)
    const proxy = await startCaddy({ folder, relayPort: Number(new URL(gone.origin).port) })
    const { code, out } = await checkAt(proxy)
    await proxy.stop()
    expect(code).toBe(1)
    expect(out).toContain('FAIL  The proxy answers, and does not reach the relay behind it (502).')
  }, 30_000) // Caddy, and a process

  it('a proxy that cuts /in off the path', async () => {
    const { code, out } = await throughNginx(
      'cutting',
      `location /in/ { proxy_pass http://usdtill_relay/; }
       location / { proxy_pass http://usdtill_relay; proxy_buffering off; }`,
    )
    expect(code).toBe(1)
    expect(out).toContain(
      'FAIL  The callback is not found (404), though the stream is: the proxy changes the path',
    )
  }, 20_000) // nginx, and a process

  it('a proxy that passes callbacks on only', async () => {
    const { code, out } = await throughNginx(
      'callbacks-only',
      `location /in/ { proxy_pass http://usdtill_relay; }
       location / { return 404; }`,
    )
    expect(code).toBe(1)
    expect(out).toContain('FAIL  /healthz is answered with 404, which no relay does.')
  }, 20_000) // nginx, and a process

  it('a proxy that wants a password', async () => {
    const { code, out } = await throughNginx(
      'password',
      `location = /healthz { proxy_pass http://usdtill_relay; }
       location / { return 401; }`,
    )
    expect(code).toBe(1)
    expect(out).toContain('FAIL  The stream is forbidden (401).')
  }, 20_000) // nginx, and a process
})
