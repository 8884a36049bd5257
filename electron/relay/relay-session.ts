import type { z } from 'zod'
import { Delivery, Hello, StreamEvent } from '../../shared/relay-protocol.ts'
import type { Log } from '../log.ts'
import type { Acknowledging } from './acknowledging.ts'
import { createEventStream, type ServerSentEvent } from './event-stream.ts'
import type { RelayConnection, RelayFault } from './relay-connection.ts'
import type { RelayCursor, RelayPosition } from './relay-cursor.ts'

/** The largest body in base64, and the kept headers with every character escaped. */
const EVENT_LIMIT = 256 * 1024

export type OnDelivery = (delivery: Delivery, channel: string) => Promise<void>

export type RelayFigures = {
  /** Handled, those that came again included. */
  readonly deliveries: number
  /** Events that did not fit the protocol: skipped. */
  readonly malformed: number
}

export type SessionDependencies = {
  readonly connection: RelayConnection
  readonly cursor: RelayCursor
  readonly acknowledging: Acknowledging
  readonly signal: AbortSignal
  readonly log: Log
  readonly onOpen: () => void
  readonly onDelivery: OnDelivery
  readonly count: (what: keyof RelayFigures, by: number) => void
}

/**
 * Takes what one connection brings until it ends, and says why it did. Rejects when a delivery could not be handled or the
 * cursor not be saved: that delivery comes again with the next connection.
 */
export async function followRelay(dependencies: SessionDependencies): Promise<RelayFault> {
  const { connection, cursor, acknowledging, signal, log, onOpen, onDelivery, count } = dependencies
  const stream = createEventStream(EVENT_LIMIT)
  let position: RelayPosition | undefined
  let oversized = 0
  let hasWarned = false

  const skip = (event: ServerSentEvent): void => {
    count('malformed', 1)
    if (hasWarned) return
    hasWarned = true // the rest of a connection is only counted: what a relay sends must not fill the disk
    log.warn({ event: event.event.slice(0, 40), length: event.data.length }, 'relay sent what does not fit')
  }

  /** The first event of all: whose deliveries these are, and whether they go on from where the till is. */
  const greet = (event: ServerSentEvent): RelayFault | null => {
    const hello = event.event === StreamEvent.hello ? eventData(Hello, event.data) : undefined
    if (!hello) {
      skip(event)
      return { reason: 'notARelay', retryAfterMs: null }
    }
    const known = cursor.read()
    const saved = known ?? { channel: hello.channel, id: 0 }
    if (known === null) cursor.save(saved)
    if (saved.channel !== hello.channel) {
      // What was asked for was another channel's id: once more, from the beginning of this one.
      cursor.save({ channel: hello.channel, id: 0 })
      return { reason: 'ended', retryAfterMs: null }
    }
    position = saved.id > hello.latest ? { ...saved, id: 0 } : saved
    // A relay that lost its store counts from one again; the old id would hide what comes.
    if (position !== saved) cursor.save(position)
    const forgotten = hello.oldest - position.id - 1
    if (forgotten > 0) log.warn({ forgotten }, 'relay forgot deliveries before they were read')
    onOpen()
    return null
  }

  const take = async (event: ServerSentEvent, { channel, id }: RelayPosition): Promise<void> => {
    const delivery = event.event === StreamEvent.delivery ? eventData(Delivery, event.data) : undefined
    if (!delivery || String(delivery.id) !== event.id || delivery.id <= id) return skip(event)
    await onDelivery(delivery, channel)
    position = { channel, id: delivery.id }
    count('deliveries', 1)
  }

  const takeAll = async (events: readonly ServerSentEvent[]): Promise<RelayFault | null> => {
    for (const event of events) {
      if (signal.aborted) return null
      const fault = position ? await take(event, position) : greet(event)
      if (fault) return fault
    }
    return null
  }

  /**
   * Once for all that came together, since it is a write to disk: what a crash loses of it comes again. After the greeting
   * too, so that the relay hears what the last connection had no time to acknowledge.
   */
  const save = (before: RelayPosition | undefined): void => {
    if (!position || position === before || position.id === 0) return
    cursor.save(position)
    acknowledging.handled(position.id)
  }

  for (;;) {
    const bytes = await connection.next()
    if (!bytes.ok) return bytes.error
    const before = position
    try {
      const fault = await takeAll(stream.push(bytes.value))
      if (fault) return fault
    } finally {
      save(before)
    }
    count('malformed', stream.oversized() - oversized)
    oversized = stream.oversized()
  }
}

/** What an event carries; undefined when it does not fit. */
export function eventData<Schema extends z.ZodType>(
  schema: Schema,
  data: string,
): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(data)).data
  } catch {
    // No JSON: no more welcome than JSON of another form.
    return undefined
  }
}
