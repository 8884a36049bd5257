import { STREAM_PATH } from '../../../shared/relay-protocol.ts'

/** A delivery as the relay keeps it. */
export type Kept = { readonly id: number; readonly body: Buffer }

type Event = { readonly latest: number } | Kept

/** Everything that the relay has for a till that has nothing yet, in its order. Rejects when the stream ends before. */
export async function readEverything(origin: string, token: string): Promise<readonly Kept[]> {
  const headers = { authorization: `Bearer ${token}`, 'last-event-id': '0' }
  const answer = await fetch(`${origin}${STREAM_PATH}`, { headers })
  if (!answer.ok || !answer.body) throw new Error(`the relay's stream answers ${answer.status}`)
  const kept: Kept[] = []
  let latest = Number.POSITIVE_INFINITY
  for await (const event of eventsOf(answer.body.pipeThrough(new TextDecoderStream()))) {
    if ('latest' in event) latest = event.latest
    else kept.push(event)
    if ((kept.at(-1)?.id ?? 0) >= latest) return kept // and lets go of the stream
  }
  throw new Error(`the relay ended its stream after ${kept.length} of ${latest} deliveries`)
}

async function* eventsOf(texts: AsyncIterable<string>): AsyncGenerator<Event> {
  let rest = ''
  for await (const text of texts) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const said = /^data: (.*)$/m.exec(block)?.[1]
      if (said === undefined) continue // a keep-alive
      const data = JSON.parse(said)
      if (block.startsWith('event: hello')) yield { latest: Number(data.latest) }
      else yield { id: Number(data.id), body: Buffer.from(data.body, 'base64') }
    }
  }
}
