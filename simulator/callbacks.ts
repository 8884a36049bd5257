import type { SimulatorClock } from './clock.ts'

// Sends callbacks to the merchant's address and keeps a list of every attempt. When one counts as taken, and when it is
// tried again on the simulator's clock, is the vendor's habit.

/** What the receiver answered; only the beginning of a long body. */
export type CallbackAnswer = { status: number; text: string }

export type CallbackHabits = {
  /** How long after an attempt that was not taken the next one is made; after the last of them never again. */
  retryDelaysMs: readonly number[]
  answerTimeoutMs: number
  isTaken: (answer: CallbackAnswer) => boolean
}

export type CallbackMessage = {
  paymentId: string
  status: string
  url: string
  body: string
  /** Made anew for each attempt: a vendor that signs the time signs again. */
  headers: () => Readonly<Record<string, string>>
  habits: CallbackHabits
}

export type CallbackAttempt = Pick<CallbackMessage, 'paymentId' | 'status' | 'url' | 'body'> & {
  headers: Readonly<Record<string, string>>
  at: number
  attempt: number
  /** HTTP status of the receiver, or null while unanswered or when it could not be reached. */
  answer: number | null
  /** Whether the vendor is content with the answer. */
  taken: boolean
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

const longestAnswer = 64 * 1024

/** The habit of most vendors. */
export const isSuccess = ({ status }: CallbackAnswer): boolean => status >= 200 && status < 300

const startOf = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true })
    if (text.length > longestAnswer) break
  }
  return text
}

const post = async (attempt: CallbackAttempt, timeoutMs: number): Promise<CallbackAnswer | null> => {
  try {
    const response = await fetch(attempt.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...attempt.headers },
      body: attempt.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, text: await startOf(response) }
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
    const { paymentId, status, url, body, habits } = message
    const unanswered = { at: clock.now(), attempt, answer: null, taken: false }
    const entry: CallbackAttempt = { paymentId, status, url, body, headers: message.headers(), ...unanswered }
    attempts = [...attempts, entry]
    const answer = await post(entry, habits.answerTimeoutMs)
    if (answer !== null) Object.assign(entry, { answer: answer.status, taken: habits.isTaken(answer) })
    return entry
  }

  const deliver = async (message: CallbackMessage, attempt: number): Promise<void> => {
    const { taken } = await attemptOnce(message, attempt)
    const delayMs = message.habits.retryDelaysMs[attempt - 1]
    if (taken || delayMs === undefined) return
    // What was forgotten meanwhile is not sent any more.
    const again = () => (messages.includes(message) ? track(deliver(message, attempt + 1)) : undefined)
    clock.schedule(delayMs, again)
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
