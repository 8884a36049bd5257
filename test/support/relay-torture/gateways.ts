import { Agent, request } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { type Posted, posted } from './callbacks.ts'
import type { CallbackStatus, PlannedCallback } from './plan.ts'
import { ENDS, STEPS } from './plan.ts'
import type { RelayLife } from './relay-life.ts'

// The gateways: many callbacks on their way at once over connections that are kept, and the same bytes once more until
// the relay says that it has them.

const SENDERS = 32
/** A gateway's own wait is longer; what matters is that it comes again. */
const AGAIN_MS = 100

const RANKS: readonly CallbackStatus[] = [...STEPS, ...ENDS]

export type Gateways = {
  /** Resolves when every callback was answered as often as it was sent. `onAnswered`: with 2xx so far. */
  sendAll(onAnswered: (answered: number) => void): Promise<void>
  /** What is not answered by now is never sent again. */
  stop(): void
  /** What a look at this payment is answered: never less than its callbacks say. */
  statusOf(payment: number): CallbackStatus
  /** How often a callback was answered with 2xx. */
  answered(callback: number): number
  readonly wrongAnswers: readonly { readonly callback: number; readonly status: number }[]
  readonly figures: { readonly requests: number; readonly unanswered: number; readonly putOff: number }
}

export function createGateways(sends: readonly PlannedCallback[], relay: RelayLife): Gateways {
  const book = new Map<number, CallbackStatus>()
  const answers = new Map<number, number>()
  const wrongAnswers: { callback: number; status: number }[] = []
  const figures = { requests: 0, unanswered: 0, putOff: 0 }
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS })
  let next = 0
  let answered = 0
  let isStopped = false

  const enter = ({ payment, status, forgery }: PlannedCallback): void => {
    const before = book.get(payment.number)
    const isLater = before === undefined || RANKS.indexOf(status) > RANKS.indexOf(before)
    if (forgery === null && isLater) book.set(payment.number, status)
  }

  /** True: taken. False: not now. Null: never, and a gateway would not expect that. */
  const judge = (callback: PlannedCallback, status: number | null): boolean | null => {
    figures.requests += 1
    if (status === 200) return true
    if (status === null) figures.unanswered += 1
    else if (status >= 500) figures.putOff += 1
    else {
      wrongAnswers.push({ callback: callback.number, status })
      return null
    }
    return false
  }

  /** Whether the relay has it now. */
  const deliver = async (callback: PlannedCallback): Promise<boolean> => {
    const message = posted(callback, relay.secrets.id, Date.now())
    while (!isStopped) {
      const taken = judge(callback, await post(agent, relay.origin, message))
      if (taken !== false) return taken === true
      await Promise.all([relay.up(), after(AGAIN_MS)])
    }
    return false
  }

  const sender = async (onAnswered: (answered: number) => void): Promise<void> => {
    for (let callback = sends[next++]; callback && !isStopped; callback = sends[next++]) {
      enter(callback)
      if (!(await deliver(callback))) continue
      answers.set(callback.number, (answers.get(callback.number) ?? 0) + 1)
      answered += 1
      onAnswered(answered)
    }
  }

  return {
    async sendAll(onAnswered) {
      try {
        await Promise.all(Array.from({ length: SENDERS }, () => sender(onAnswered)))
      } finally {
        agent.destroy()
      }
    },
    stop() {
      isStopped = true
    },
    statusOf: (payment) => book.get(payment) ?? 'waiting',
    answered: (callback) => answers.get(callback) ?? 0,
    wrongAnswers,
    figures,
  }
}

/** The status, or null when the connection broke before there was one. */
function post(agent: Agent, origin: string, { path, headers, body }: Posted): Promise<number | null> {
  return new Promise((resolve) => {
    const asked = request(`${origin}${path}`, { method: 'POST', agent, headers }, (answer) => {
      answer.on('error', () => resolve(null))
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.resume()
    })
    asked.on('error', () => resolve(null))
    asked.end(body)
  })
}
