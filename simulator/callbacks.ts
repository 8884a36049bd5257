import type { SimulatorClock } from './clock.ts'

// Sends callbacks to the merchant's address and keeps a list of every attempt. A receiver that does not answer 2xx in
// time is tried again three times, a minute apart on the simulator's clock, and then never again: as the vendor does.

export type CallbackMessage = {
  paymentId: string
  status: string
  url: string
  body: string
  headers: Readonly<Record<string, string>>
}

export type CallbackAttempt = CallbackMessage & {
  at: number
  attempt: number
  /** HTTP status of the receiver, or null while unanswered or when it could not be reached. */
  answer: number | null
}

export interface Callbacks {
  send(message: CallbackMessage): void
  /** One attempt without retries, awaited: what the dashboard's "send again" does. */
  sendOnce(message: CallbackMessage): Promise<CallbackAttempt>
  attempts(): readonly CallbackAttempt[]
  /** The distinct messages sent for a payment, oldest first. */
  history(paymentId: string): readonly CallbackMessage[]
  /** Resolves when no delivery is under way. */
  settled(): Promise<void>
  clear(): void
}

const answerTimeoutMs = 3000
const retryDelayMs = 60_000
const retries = 3

const post = async (message: CallbackMessage): Promise<number | null> => {
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...message.headers },
      body: message.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    // Unreachable, refused or too slow: to the sender all the same.
    return null
  }
}

export const createCallbacks = (clock: SimulatorClock): Callbacks => {
  let attempts: CallbackAttempt[] = []
  let messages: CallbackMessage[] = []
  const underWay = new Set<Promise<unknown>>()

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    const forget = () => underWay.delete(work)
    work.then(forget, forget)
    return work
  }

  const attemptOnce = async (message: CallbackMessage, attempt: number): Promise<CallbackAttempt> => {
    const entry: CallbackAttempt = { ...message, at: clock.now(), attempt, answer: null }
    attempts = [...attempts, entry]
    entry.answer = await post(message)
    return entry
  }

  const deliver = async (message: CallbackMessage, attempt: number): Promise<void> => {
    const { answer } = await attemptOnce(message, attempt)
    const isTaken = answer !== null && answer >= 200 && answer < 300
    if (isTaken || attempt > retries) return
    clock.schedule(retryDelayMs, () => track(deliver(message, attempt + 1)))
  }

  return {
    send: (message) => {
      messages = [...messages, message]
      void track(deliver(message, 1))
    },
    sendOnce: (message) => track(attemptOnce(message, 1)),
    attempts: () => attempts,
    history: (paymentId) => messages.filter((message) => message.paymentId === paymentId),
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
    clear: () => {
      attempts = []
      messages = []
    },
  }
}
