import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CheckOptions, check } from '../../relay/check/check.ts'
import type { Inbox } from '../../relay/inbox.ts'
import { newSecret } from '../../relay/secrets.ts'
import { callbackPath, RelayCheck } from '../../shared/relay-protocol.ts'
import { openRelayBench, type RelayBench, textOf } from '../support/relay-bench.ts'
import { changing, type Meddle, openFront, withStream } from '../support/relay-front.ts'
import { runCheck } from '../support/relay-proxies.ts'

// `relay check` against a relay, and against everything that may stand before one.

let bench: RelayBench
let trouble: string | null = null
beforeAll(async () => {
  const inbox = (kept: Inbox): Inbox => ({ ...kept, trouble: () => trouble })
  bench = await openRelayBench({ inbox })
})
afterAll(() => bench.close())

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const urlAt = (origin: string, id = bench.secrets.id) => `${origin}${callbackPath(id, 'nowpayments')}`

/** Runs a check here; what it says, line by line. */
async function checked(given: Partial<CheckOptions> & { token?: string | undefined } = {}) {
  const said: string[] = []
  const complaints: string[] = []
  const token = 'token' in given ? given.token : bench.secrets.token
  const code = await check({
    callbackUrl: urlAt(bench.origin),
    readToken: async () => token,
    print: (text) => void said.push(text),
    complain: (text) => void complaints.push(text),
    signal: new AbortController().signal,
    limitMs: 2_000,
    ...given,
  })
  const failure =
    said
      .find((line) => line.startsWith('  FAIL'))
      ?.split('\n')[0]
      ?.slice(8) ?? null
  return { code, failure, said, complaints }
}

async function inFront(meddle: Meddle): Promise<string> {
  const front = await openFront(bench.origin, meddle)
  closing.push(front.close)
  return front.origin
}

async function failureBehind(meddle: Meddle, limitMs = 2_000) {
  const { failure, code } = await checked({ callbackUrl: urlAt(await inFront(meddle)), limitMs })
  expect(code).toBe(failure === null ? 0 : 1)
  return failure
}

describe('relay check', () => {
  it('leaves one test callback that tills know, acknowledges nothing, and does not read what is old', async () => {
    for (let sent = 0; sent < 3; sent++) await bench.post('{"payment_id":1}')
    const till = await bench.listen()
    await till.deliveries(3)
    const { code, said, complaints } = await checked()
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
    expect(said).toContain('  ok    the read token opens this channel (deliveries so far: 3)')
    expect(said.at(-1)).toBe('All of it works.')
    const test = (await till.deliveries(4)).at(-1)
    expect(RelayCheck.safeParse(JSON.parse(textOf(test))).success).toBe(true)
    expect(RelayCheck.safeParse(JSON.parse('{"payment_id":1}')).success).toBe(false)
    expect((await bench.inbox.channels())[0]).toMatchObject({ latest: 4, acknowledged: 0 })
  })

  it('runs as a program, which takes the token from standard input', async () => {
    const { code, out, complaint } = await runCheck(urlAt(bench.origin), bench.secrets.token, {
      RELAY_NONSENSE: 'no setting is read',
    })
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
    expect(out).toMatch(/^ {2}mind {2}Without TLS/)
    const without = await runCheck(urlAt(bench.origin), '')
    expect([without.code, without.out]).toEqual([2, ''])
    expect(without.complaint).toMatch(/^The read token is needed, 43 letters and digits/)
  }, 20_000) // two processes

  it('knows a wrong token, an unknown channel, and two that do not belong together', async () => {
    expect((await checked({ token: newSecret() })).failure).toBe(
      'The relay does not know this read token (401).',
    )
    const unknown = urlAt(bench.origin, newSecret())
    expect((await checked({ callbackUrl: unknown })).failure).toBe(
      'The relay does not know this callback URL (404). The read token is right.',
    )
    const other = await bench.inbox.createChannel('other', '2026-11-21T14:02:00.000Z')
    expect((await checked({ callbackUrl: urlAt(bench.origin, other?.id) })).failure).toBe(
      'The read token is right, and opens another channel than this callback URL.',
    )
    expect(await bench.inbox.bounds('2')).toEqual({ oldest: 0, latest: 0 })
  })

  it('does not begin with an address that cannot be right, and asks for no token then', async () => {
    const readToken = async () => {
      throw new Error('asked for the token')
    }
    const asked = async (callbackUrl: string) => {
      const { code, failure } = await checked({ callbackUrl, readToken })
      return [code, failure]
    }
    const id = bench.secrets.id
    for (const url of [
      '',
      'shop',
      `https://a.example/in/${id}/paypal`,
      `ftp://a.example/in/${id}/nowpayments`,
    ]) {
      expect(await asked(url)).toEqual([2, null])
    }
    expect(await asked(`https://a.example/relay/in/${id}/nowpayments`)).toEqual([
      1,
      'The address has "/relay" before /in/: the proxy would have to change the path.',
    ])
    expect(await asked(`http://a.example/in/${id}/nowpayments`)).toEqual([
      1,
      'The address begins with http: the read token would cross the network for all to read.',
    ])
  })

  it('knows a name without an address, a port without a listener, and what is no relay', async () => {
    const nowhere = await checked({ callbackUrl: urlAt('https://relay.invalid') })
    expect(['The name has no address.', 'The name server did not answer.']).toContain(nowhere.failure)
    const gone = await openRelayBench()
    await gone.close()
    expect((await checked({ callbackUrl: urlAt(gone.origin) })).failure).toBe('Nothing listens there.')
    expect(await failureBehind((_, response) => void response.end('<h1>Welcome</h1>'))).toBe(
      '/healthz is answered with 200, which no relay does.',
    )
    const tls = bench.origin.replace('http:', 'https:')
    expect((await checked({ callbackUrl: urlAt(tls) })).failure).toMatch(/^No TLS connection comes about \(E/)
  })

  it('knows a relay that cannot store', async () => {
    trouble = 'disk full'
    expect((await checked()).failure).toBe('/healthz: the relay runs, and cannot store.')
    trouble = null
  })

  it('knows a redirect, and does not print where in it the secret went', async () => {
    const away: Meddle = ({ url }, response) => {
      response.writeHead(308, { location: `https://b.example${url}?in=${bench.secrets.id}` }).end()
    }
    expect(await failureBehind(away)).toBe('/healthz is redirected (308) to https://b.example.')
  })

  it('knows a stream that is held back or packed', async () => {
    const heldBack = 'The stream is held back: the proxy collects what the relay sends.'
    const collects = withStream((from, response) => {
      response.writeHead(200, from.headers).flushHeaders()
      from.resume()
    })
    expect(await failureBehind(collects, 300)).toBe(heldBack)
    const waitsForTheEnd = withStream((from) => void from.resume())
    expect(await failureBehind(waitsForTheEnd, 300)).toBe(heldBack)
    // The first event comes at once, and all others never.
    const firstOnly = withStream((from, response) => {
      response.writeHead(200, from.headers)
      from.once('data', (chunk: Buffer) => response.write(chunk))
    })
    expect(await failureBehind(firstOnly, 300)).toBe(heldBack)
    const packs = withStream((from, response) => {
      response.writeHead(200, { ...from.headers, 'content-encoding': 'gzip' })
      from.on('data', (chunk: Buffer) => response.write(gzipSync(chunk)))
    })
    expect(await failureBehind(packs)).toBe(
      'The proxy packs the stream (gzip): deliveries wait until there are enough of them.',
    )
  })

  it('knows a proxy that writes bodies anew, or drops headers', async () => {
    const anew = changing({ body: (text) => JSON.stringify(JSON.parse(text)) })
    expect(await failureBehind(anew)).toBe('Changed on the way: the body. No signature will fit.')
    const dropped = changing({ headers: { 'x-nowpayments-sig': '', 'x-timestamp': '0' } })
    expect(await failureBehind(dropped)).toBe(
      'Changed on the way: the header x-nowpayments-sig, the header x-timestamp. No signature will fit.',
    )
    expect(await failureBehind(changing({}))).toBeNull()
  })

  it('knows a proxy that changes the path of callbacks only', async () => {
    const { id } = bench.secrets
    expect(await failureBehind(changing({ path: `/relay/in/${id}/nowpayments` }))).toBe(
      'The callback is not found (404), though the stream is: the proxy changes the path under /in/.',
    )
  })

  it('stops when it is told to', async () => {
    const stopping = new AbortController()
    const silent = await inFront(() => stopping.abort())
    const { code, said } = await checked({ callbackUrl: urlAt(silent), signal: stopping.signal })
    expect([code, said.at(-1)]).toEqual([1, 'Stopped.'])
  })
})
