import { createMetrics } from './metrics.ts'

/** Why a request was turned away. A fixed list: these are labels. */
export type Refusal =
  | 'unknown path'
  | 'unknown channel'
  | 'wrong method'
  | 'content type'
  | 'body too large'
  | 'cut off'
  | 'too slow'
  | 'malformed'
  | 'too many connections'
  | 'too many listeners'
  | 'no token'
  | 'not stored'
  | 'closing'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3]

export type Figures = ReturnType<typeof createFigures>

/** What the relay counts, under the names that stand in docs/relay.md. */
export function createFigures() {
  const metrics = createMetrics()
  return {
    received: metrics.counter('relay_deliveries_received_total', 'Deliveries stored and answered', 'gateway'),
    sent: metrics.counter('relay_deliveries_sent_total', 'Deliveries written to listeners'),
    refused: metrics.counter('relay_refusals_total', 'Requests turned away', 'reason'),
    answerSeconds: metrics.histogram('relay_answer_seconds', 'From the request to the answer', SECONDS),
    gauge: metrics.gauge,
    text: metrics.text,
  }
}
