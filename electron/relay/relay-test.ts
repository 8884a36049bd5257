import type { RelayLoss } from '../../shared/contract/relay.ts'
import { Hello, StreamEvent } from '../../shared/relay-protocol.ts'
import type { Clock } from '../time/clock.ts'
import { createEventStream } from './event-stream.ts'
import { connectRelay, type Fetch, type RelayAccess } from './relay-connection.ts'
import { eventData } from './relay-session.ts'

const GREETING_LIMIT = 64 * 1024

type Dependencies = { readonly fetch: Fetch; readonly clock: Clock }

/** Whether a relay greets at that address and takes the token; why not otherwise. Takes nothing from it. */
export async function testRelay(
  access: RelayAccess,
  { fetch, clock }: Dependencies,
): Promise<RelayLoss | null> {
  const signal = new AbortController().signal
  const connected = await connectRelay({ ...access, lastId: 0, fetch, clock, signal })
  if (!connected.ok) return connected.error.reason
  const stream = createEventStream(GREETING_LIMIT)
  try {
    for (;;) {
      const bytes = await connected.value.next()
      if (!bytes.ok) return bytes.error.reason
      const [first] = stream.push(bytes.value)
      if (!first) continue
      return first.event === StreamEvent.hello && eventData(Hello, first.data) ? null : 'notARelay'
    }
  } finally {
    connected.value.close()
  }
}
