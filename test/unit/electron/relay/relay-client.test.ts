import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RelayClient, RelayClientDependencies } from '../../../../electron/relay/relay-client.ts'
import type { RelayPosition } from '../../../../electron/relay/relay-cursor.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { memoryCursor, openRelayTill } from '../../../support/relay-till.ts'

// A relay made of strings: each connection is answered as the test says.

const access = { url: 'https://relay.example.com', token: 'read-token' }

let client: RelayClient | undefined
afterEach(() => client?.stop())

type Options = Partial<RelayClientDependencies> & { readonly position?: RelayPosition }

function open({ position, ...given }: Options = {}) {
  const clock = createFakeClock()
  const asked: { path: string; lastId: string | null; token: string | null; body: unknown }[] = []
  const streams: ReadableStreamDefaultController<Uint8Array>[] = []
  const plan: { answer: () => Response | Promise<Response> } = { answer: streamed }
  function streamed(): Response {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void streams.push(controller) })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  const fetch = async (url: URL, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const [lastId, token] = [headers.get('last-event-id'), headers.get('authorization')]
    asked.push({ path: url.href.slice(access.url.length), lastId, token, body: init.body ?? null })
    if (url.pathname === '/ack') return new Response(null, { status: 204 })
    const before = streams.length
    const answered = await plan.answer()
    for (const stream of streams.slice(before)) {
      init.signal?.addEventListener('abort', () => stream.error(new Error('aborted')))
    }
    return answered
  }
  const cursor = memoryCursor(position ?? null)
  const till = openRelayTill({ access, clock, fetch, cursor, ...given })
  client = till.client
  const streamsAsked = () => asked.filter(({ path }) => path === '/out')
  return {
    ...till,
    cursor,
    clock,
    asked,
    plan,
    streamed,
    streamsAsked,
    acknowledged: () => asked.filter(({ path }) => path === '/ack').map(({ body }) => body),
    /** Starts, and resolves when the first stream is asked for. */
    begin: async () => {
      till.client.start()
      await vi.waitFor(() => expect(streamsAsked()).toHaveLength(1))
    },
    say: (text: string) => streams.at(-1)?.enqueue(new TextEncoder().encode(text)),
    end: () => streams.at(-1)?.close(),
    connections: (count: number) => vi.waitFor(() => expect(streamsAsked()).toHaveLength(count)),
    becomes: (word: string) => vi.waitFor(() => expect(till.said().at(-1)).toBe(word)),
  }
}

const hello = (latest: number, oldest = Math.min(1, latest), channel = 'shop') =>
  `event: hello\ndata: ${JSON.stringify({ channel, oldest, latest })}\n\n`

function delivery(id: number, change: object = {}): string {
  const receivedAt = '2026-11-21T14:02:00.000Z'
  const plain = { id, gateway: 'nowpayments', receivedAt, source: '203.0.113.9', headers: {}, body: 'e30=' }
  return `id: ${id}\nevent: delivery\ndata: ${JSON.stringify({ ...plain, ...change })}\n\n`
}

describe('deliveries', () => {
  it('are taken one after another, and the cursor moves only when they are handled', async () => {
    const handled = new Map<number, () => void>()
    const { begin, say, cursor, acknowledged, clock } = open({
      onDelivery: ({ id }) => new Promise((resolve) => void handled.set(id, resolve)),
    })
    await begin()
    say(hello(2) + delivery(1))
    await vi.waitFor(() => expect([...handled.keys()]).toEqual([1]))
    say(delivery(2))
    await new Promise((resolve) => setImmediate(resolve))
    expect([...handled.keys()]).toEqual([1])
    expect(cursor.read()).toEqual({ channel: 'shop', id: 0 })
    handled.get(1)?.()
    await vi.waitFor(() => expect([...handled.keys()]).toEqual([1, 2]))
    expect(cursor.read()).toEqual({ channel: 'shop', id: 1 })
    handled.get(2)?.()
    await vi.waitFor(() => expect(cursor.last()).toBe(2))
    expect(acknowledged()).toEqual([])
    clock.advance(2_000)
    await vi.waitFor(() => expect(acknowledged()).toEqual(['{"upTo":2}']))
  })

  it('that cannot be handled come again, and none after them before', async () => {
    const tried: number[] = []
    const { begin, say, cursor, clock, connections, becomes, streamsAsked } = open({
      onDelivery: async ({ id }) => {
        tried.push(id)
        if (id === 2 && tried.length === 2) throw new Error('disk full')
      },
    })
    await begin()
    say(hello(3) + delivery(1) + delivery(2) + delivery(3))
    await becomes('notHandled')
    expect([tried, cursor.last()]).toEqual([[1, 2], 1])
    clock.advance(1_000)
    await connections(2)
    expect(streamsAsked()[1]?.lastId).toBe('1')
    say(hello(3) + delivery(2) + delivery(3))
    await vi.waitFor(() => expect(cursor.last()).toBe(3))
    expect(tried).toEqual([1, 2, 2, 3])
  })

  it('that do not fit are counted and skipped, whatever else comes', async () => {
    const { begin, say, deliveries, client, cursor } = open()
    await begin()
    say(hello(9))
    say(delivery(1, { gateway: 'unheard-of' }))
    say(delivery(2, { body: 'no base64!' }))
    say('id: 3\nevent: delivery\ndata: {"id":3\n\n')
    say(delivery(4).replace('id: 4', 'id: 5'))
    say('id: 5\nevent: news\ndata: {}\n\n')
    say(`id: 5\nevent: delivery\ndata: ${'x'.repeat(300_000)}\n\n`)
    say(delivery(6, { later: 'field' }))
    say(delivery(6))
    say(delivery(5))
    say(delivery(7))
    await vi.waitFor(() => expect(cursor.last()).toBe(7))
    expect(deliveries.map(({ id }) => id)).toEqual([6, 7])
    expect(client.figures()).toEqual({ deliveries: 2, malformed: 8 })
  })

  it('stop when the client is stopped: the one under way is finished, and kept', async () => {
    const held = Promise.withResolvers<void>()
    const { begin, say, cursor, client, said } = open({
      onDelivery: () => held.promise,
    })
    await begin()
    say(hello(2) + delivery(1) + delivery(2))
    await vi.waitFor(() => expect(client.state()).toEqual({ state: 'open' }))
    const stopped = client.stop()
    held.resolve()
    await stopped
    expect(cursor.last()).toBe(1)
    expect(said()).toEqual(['connecting', 'open', 'off'])
  })
})

describe('where the till is', () => {
  it('is told with the token, and the relay hears on opening what was handled before', async () => {
    const { begin, say, streamsAsked, acknowledged, clock, becomes } = open({
      position: { channel: 'shop', id: 41 },
    })
    await begin()
    expect(streamsAsked()).toEqual([{ path: '/out', lastId: '41', token: 'Bearer read-token', body: null }])
    say(hello(41))
    await becomes('open')
    clock.advance(2_000)
    await vi.waitFor(() => expect(acknowledged()).toEqual(['{"upTo":41}']))
  })

  it('begins anew with a relay that lost its store', async () => {
    const { begin, say, deliveries, cursor } = open({ position: { channel: 'shop', id: 41 } })
    await begin()
    say(hello(1))
    await vi.waitFor(() => expect(cursor.read()).toEqual({ channel: 'shop', id: 0 }))
    say(delivery(1))
    await vi.waitFor(() => expect(cursor.last()).toBe(1))
    expect(deliveries).toHaveLength(1)
  })

  it('begins anew with another channel', async () => {
    const { begin, say, connections, streamsAsked, cursor, clock, becomes } = open({
      position: { channel: 'shop', id: 41 },
    })
    await begin()
    say(hello(90, 1, 'other') + delivery(42))
    await becomes('ended')
    expect(cursor.read()).toEqual({ channel: 'other', id: 0 })
    clock.advance(1_000)
    await connections(2)
    expect(streamsAsked()[1]?.lastId).toBe('0')
  })
})

describe('a lost relay', () => {
  it('is tried again at growing distances, and what holds begins them anew', async () => {
    const { client, clock, plan, streamed, connections, begin, say, end, becomes, states, said } = open()
    const begun = new Date(clock.now()).toISOString()
    plan.answer = () => Promise.reject(new TypeError('fetch failed'))
    await begin()
    for (const [index, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
      await becomes('unreachable')
      await new Promise((resolve) => setImmediate(resolve))
      clock.advance(seconds * 1_000 - 1)
      await connections(index + 1)
      if (index === 6) plan.answer = streamed
      clock.advance(1)
      await connections(index + 2)
    }
    expect(states.at(-1)).toEqual({ state: 'lost', since: begun, reason: 'unreachable' })
    say(hello(0))
    await becomes('open')
    for (let second = 0; second < 30; second += 10) {
      clock.advance(10_000)
      say(': here\n\n')
      await new Promise((resolve) => setImmediate(resolve))
    }
    end()
    await becomes('ended')
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(1_000)
    await connections(9)
    expect(said()).toEqual(['connecting', 'unreachable', 'open', 'ended'])
    expect(client.state()).toMatchObject({ state: 'lost', reason: 'ended' })
  })

  it('is lost since the first failure, for the reason of the last', async () => {
    const { begin, plan, clock, becomes, states, streamed, connections, say } = open()
    plan.answer = () => Promise.reject(new TypeError('fetch failed'))
    await begin()
    await becomes('unreachable')
    plan.answer = () => new Response('', { status: 503 })
    clock.advance(1_000)
    await becomes('unavailable')
    const since = '2026-11-21T14:02:00.000Z'
    expect(states.slice(1)).toEqual([
      { state: 'lost', since, reason: 'unreachable' },
      { state: 'lost', since, reason: 'unavailable' },
    ])
    plan.answer = streamed
    clock.advance(2_000)
    await connections(3)
    say(hello(0))
    await becomes('open')
  })

  it('is noticed by its silence', async () => {
    const { begin, say, clock, said, becomes } = open()
    await begin()
    say(hello(0))
    await becomes('open')
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(34_999)
    say(': here\n\n')
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(34_999)
    expect(said().at(-1)).toBe('open')
    clock.advance(1)
    await becomes('silent')
  })

  it('is noticed when it does not answer at all', async () => {
    const { begin, plan, clock, becomes } = open()
    plan.answer = () => new Promise(() => {})
    await begin()
    clock.advance(10_000)
    await becomes('noAnswer')
  })

  it.each([
    ['wrongToken', () => new Response('', { status: 401 }), 60_000],
    ['notARelay', () => new Response('<h1>Sign in</h1>'), 60_000],
    ['notARelay', () => new Response('', { status: 302, headers: { location: '/' } }), 60_000],
    ['unavailable', () => new Response('', { status: 503, headers: { 'retry-after': '30' } }), 30_000],
  ])('says what it was: %s', async (reason, answer, pauseMs) => {
    const { begin, plan, clock, becomes, streamsAsked, connections } = open()
    plan.answer = answer
    await begin()
    await becomes(reason)
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(pauseMs - 1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(streamsAsked()).toHaveLength(1)
    clock.advance(1)
    await connections(2)
  })

  it('a stream that does not begin with a greeting is none', async () => {
    const { begin, say, becomes, deliveries } = open()
    await begin()
    say(delivery(1) + hello(1))
    await becomes('notARelay')
    expect(deliveries).toEqual([])
  })

  it('is tried at once when the till wakes', async () => {
    const { begin, end, client, becomes, connections } = open()
    await begin()
    end()
    await becomes('ended')
    client.wake()
    await connections(2)
  })
})
