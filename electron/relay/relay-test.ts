import type { RelayLoss } from '../../shared/contract/relay.ts'
import { Hello, StreamEvent } from '../../shared/relay-protocol.ts'
import type { Clock } from '../time/clock.ts'
import { withinLimit } from '../time/within-limit.ts'
import { createEventStream } from './event-stream.ts'
import { connectRelay, type Fetch, type RelayAccess, type RelayConnection } from './relay-connection.ts'
import { eventData } from './relay-session.ts'

const GREETING_LIMIT = 64 * 1024

/** A person waits for it. The answer to the request has a limit of its own. */
const GREETING_MS = 5_000

type Dependencies = { readonly fetch: Fetch; readonly clock: Clock }

/** Whether a relay greets at that address and takes the token; why not otherwise. Takes nothing from it. */
export async function testRelay(
  access: RelayAccess,
  { fetch, clock }: Dependencies,
): Promise<RelayLoss | null> {
  const signal = new AbortController().signal
  const connected = await connectRelay({ ...access, lastId: 0, fetch, clock, signal })
  if (!connected.ok) return connected.error.reason
  try {
    return await withinLimit<RelayLoss | null>(
      clock,
      GREETING_MS,
      greeting(connected.value),
      () => 'noAnswer',
    )
  } finally {
    connected.value.close()
  }
}

async function greeting(connection: RelayConnection): Promise<RelayLoss | null> {
  const stream = createEventStream(GREETING_LIMIT)
  for (;;) {
    const bytes = await connection.next()
    if (!bytes.ok) return bytes.error.reason
    const [first] = stream.push(bytes.value)
    if (first) return first.event === StreamEvent.hello && eventData(Hello, first.data) ? null : 'notARelay'
  }
}
