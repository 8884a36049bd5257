import type { AccountDependencies } from '../../../../../../electron/gateways/nowpayments/account/ask.ts'
import { createSignIn } from '../../../../../../electron/gateways/nowpayments/account/sign-in.ts'
import type {
  ClientRequest,
  NowPaymentsClient,
} from '../../../../../../electron/gateways/nowpayments/client.ts'
import type { RequestQueue } from '../../../../../../electron/gateways/request-queue.ts'
import { ok } from '../../../../../../shared/result.ts'
import { createFakeClock } from '../../../../../support/fake-clock.ts'

export type Canned = { readonly status?: number; readonly text: string }

const TOKEN = JSON.stringify({ token: `${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}` })

/** At once, one after the other. */
export const directQueue: RequestQueue = { run: (_priority, task) => task() }

/** An account whose gateway answers from a list, and to a sign-in always. What was sent is kept. */
export async function cannedAccount(...answers: readonly Canned[]) {
  const sent: ClientRequest[] = []
  const clock = createFakeClock()
  let next = 0
  const client: NowPaymentsClient = {
    async send(request) {
      sent.push(request)
      const answer = request.path === '/auth' ? { text: TOKEN } : answers[next++]
      if (!answer) throw new Error(`nothing to answer ${request.path} with`)
      const { status = 200, text } = answer
      const at = clock.now()
      return ok({ status, text, raw: text, retryAfterMs: null, serverTime: null, sentAt: at, receivedAt: at })
    },
  }
  const signIn = createSignIn({ client, queue: directQueue, clock, mode: 'live' })
  await signIn.enter('owner@shop.example', 'secret')
  sent.length = 0
  const account: AccountDependencies & { clock: typeof clock } = {
    ...{ client, queue: directQueue, signIn, mode: 'live', clock },
  }
  return { account, sent, clock, signIn }
}
