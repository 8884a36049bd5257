import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callbackPath } from '../../shared/relay-protocol.ts'
import { openRelayBench, rawExchange } from '../support/relay-bench.ts'

const EXCHANGES = 400
const AT_ONCE = 100

type Mutation = { readonly at: number; readonly remove: number; readonly insert: string }

const mutation = fc.record({
  /** In ten-thousandths of the text; fast-check's own choice would be the two ends most of the time. */
  at: fc.noBias(fc.nat({ max: 10_000 })),
  remove: fc.nat({ max: 40 }),
  insert: fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\0',
      ' ',
      ':',
      '/../',
      '%00',
      '\r\n\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Content-Length: 9\r\n',
    ),
    fc.string({ maxLength: 20, unit: 'binary-ascii' }),
  ),
})

function mutated(request: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((text, { at, remove, insert }) => {
    const start = Math.floor((at / 10_000) * text.length)
    return text.slice(0, start) + insert + text.slice(start + remove)
  }, request)
}

const acceptances = (answer: string) => answer.split('HTTP/1.1 200 ').length - 1

it('whatever a request looks like, the relay goes on, and what it answers with 200 is stored', async () => {
  const bench = await openRelayBench({ limits: { requestMs: 300, idleMs: 50 } })
  try {
    const body = '{"payment_id":5000000001}'
    const request = [
      `POST ${callbackPath(bench.secrets.id, 'nowpayments')} HTTP/1.1`,
      'Host: relay',
      'Content-Type: application/json',
      `x-nowpayments-sig: ${'ab'.repeat(64)}`,
      'Connection: close',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n')
    const requests = fc
      .sample(fc.array(mutation, { minLength: 1, maxLength: 4 }), { numRuns: EXCHANGES, seed: 4 })
      .map((mutations) => mutated(request, mutations))

    let accepted = 0
    while (requests.length > 0) {
      const together = requests.splice(0, AT_ONCE)
      const answers = await Promise.all(together.map((each) => rawExchange(bench.origin, each)))
      for (const answer of answers) accepted += acceptances(answer)
    }
    // Some changes hurt nothing, such as one inside the signature.
    expect(accepted).toBeGreaterThan(EXCHANGES / 100)
    expect(accepted).toBeLessThan(EXCHANGES / 2)
    // Where rubbish follows a whole request, the connection may break before the answer to what was stored.
    expect((await bench.inbox.channels())[0]?.latest).toBeGreaterThanOrEqual(accepted)
    expect(acceptances(await rawExchange(bench.origin, request))).toBe(1)
  } finally {
    await bench.close()
  }
}, 60_000) // many of them are unfinished requests, which the relay waits for a moment
