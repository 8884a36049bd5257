import type { IncomingMessage } from 'node:http'
import { Delivery, Hello, STREAM_PATH, StreamEvent } from '../../shared/relay-protocol.ts'
import { open } from './exchange.ts'

// The till's end of the stream, as far as a check needs it. It acknowledges nothing.

export type Watch =
  | { readonly kind: 'open'; readonly stream: OpenStream }
  /** Answered with something else than a stream. */
  | { readonly kind: 'refused'; readonly response: IncomingMessage }
  /** A proxy packs it: what is packed is held back until there is enough of it. */
  | { readonly kind: 'packed'; readonly encoding: string }
  /** It is a stream, and its first event does not come. */
  | { readonly kind: 'heldBack' }

export type OpenStream = {
  readonly hello: Hello
  /** The first delivery that `isIt`, or undefined when the stream ends or is left without. */
  find(isIt: (delivery: Delivery) => boolean): Promise<Delivery | undefined>
  leave(): void
}

type WatchOptions = {
  readonly url: URL
  readonly token: string
  /** Deliveries after this id are sent. */
  readonly afterId: number
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** An event larger than this is no relay's. */
const EVENT_CHARACTERS = 512 * 1024

/** Rejects with the system's error. */
export async function watch({ url, token, afterId, limitMs, signal }: WatchOptions): Promise<Watch> {
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'text/event-stream',
    'accept-encoding': 'gzip, deflate, br', // as tills do: a proxy that packs the stream shows
    'last-event-id': String(afterId),
  }
  const tooLong = setTimeout(leave, limitMs)
  try {
    const response = await open(new URL(STREAM_PATH, url), {
      headers,
      signal: AbortSignal.any([signal, leaving.signal]),
    })
    response.on('error', () => {}) // told by the events that do not come
    const watched = await greeted(response, leave)
    if (watched.kind !== 'open') leave()
    return watched
  } catch (error) {
    // The relay answered a moment ago: a stream without even a beginning is one that is being collected.
    if (leaving.signal.aborted && !signal.aborted) return { kind: 'heldBack' }
    throw error
  } finally {
    clearTimeout(tooLong)
  }
}

async function greeted(response: IncomingMessage, leave: () => void): Promise<Watch> {
  const { statusCode, headers } = response
  const type = headers['content-type'] ?? ''
  if (statusCode !== 200 || !type.startsWith('text/event-stream')) return { kind: 'refused', response }
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') return { kind: 'packed', encoding }
  const events = eventsOf(response)
  const first = await events.next().catch(() => undefined)
  if (!first || first.done) return { kind: 'heldBack' }
  const hello = Hello.safeParse(parsed(first.value.data)).data
  if (!hello || first.value.event !== StreamEvent.hello) return { kind: 'refused', response }
  return { kind: 'open', stream: { hello, find: (isIt) => find(events, isIt), leave } }
}

type StreamedEvent = { readonly event: string; readonly data: string }

async function find(
  events: AsyncGenerator<StreamedEvent>,
  isIt: (delivery: Delivery) => boolean,
): Promise<Delivery | undefined> {
  try {
    for await (const { event, data } of events) {
      const delivery = event === StreamEvent.delivery ? Delivery.safeParse(parsed(data)).data : undefined
      if (delivery && isIt(delivery)) return delivery
    }
  } catch {
    // Broken off or left: either way it is not there.
  }
  return undefined
}

/** The relay's own form: an event is lines of `name: value`, and ends with an empty one. */
async function* eventsOf(response: IncomingMessage): AsyncGenerator<StreamedEvent> {
  let rest = ''
  for await (const chunk of response.setEncoding('utf8')) {
    const blocks = (rest + String(chunk)).split('\n\n')
    rest = blocks.pop() ?? ''
    if (rest.length > EVENT_CHARACTERS) throw new Error('An event without an end.')
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => fieldOf(line)))
      yield { event: fields.get('event') ?? '', data: fields.get('data') ?? '' }
    }
  }
}

function fieldOf(line: string): readonly [name: string, value: string] {
  const [name = ''] = line.split(': ', 1)
  return [name, line.slice(name.length + 2)]
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    // No JSON: no more a relay's word than JSON of another form.
    return undefined
  }
}
