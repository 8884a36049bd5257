import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { createNowPaymentsAccount } from '../../electron/gateways/nowpayments/account/account.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { backUpJournal } from '../../electron/journal/backup.ts'
import type { OpenTill } from '../../electron/open-till.ts'
import {
  createReconciliation,
  type ReconciliationDependencies,
} from '../../electron/reconciliation/reconciliation.ts'
import { callbackLogFileOf } from '../../electron/relay/till-relay.ts'
import type { ReconciliationProgress } from '../../shared/contract/reconciliation.ts'
import { practiceApiKey, practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { type ListFront, openListFront } from './list-front.ts'
import { payingAt } from './paying.ts'
import { openRelayBench, type RelayBench } from './relay-bench.ts'
import { createTillBench, type TillBench } from './till-bench.ts'

// A shop with a relay, and what three books can be made to say of it: the journal of its till, the list of its gateway and
// the log of its relay, each over HTTP or from its file.

const workerUrl = new URL('../../electron/reconciliation/reconciliation-worker.ts', import.meta.url)
const soon = { timeout: 20_000, interval: 5 }

export type ReconciledShop = Awaited<ReturnType<typeof openReconciledShop>>

type Bench = Parameters<typeof createTillBench>

export async function openReconciledShop(settings: Bench[1] = {}, gateways: Bench[3] = {}) {
  let bench: TillBench | undefined
  const time = () => new Date(bench?.clock.now() ?? 0)
  const relay = await openRelayBench({ limits: { closeMs: 100 }, now: time })
  bench = await createTillBench('live', settings, undefined, gateways)
  const front = await openListFront(bench.simulator.nowpaymentsUrl)
  return shopOf(bench, relay, front)
}

async function shopOf(bench: TillBench, relay: RelayBench, front: ListFront) {
  const { control, look, finished, paid, paidIn, decide } = payingAt(() => bench)
  const progress: ReconciliationProgress[] = []
  const crashes: unknown[] = []
  const queue = createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 })
  const parts = { apiKey: practiceApiKey, mode: 'live', clock: bench.clock, queue, version: 'test' } as const
  const account = createNowPaymentsAccount({ ...parts, baseUrl: front.url })

  await control().configure({ autoAdvance: false })

  function reconciling(over: Partial<ReconciliationDependencies> = {}) {
    // The till is another one after each restart; its account reads what the front shows.
    const tills = new Map<OpenTill, OpenTill>()
    const withFront = (till: OpenTill) => {
      const known = tills.get(till) ?? { ...till, account }
      tills.set(till, known)
      return known
    }
    return createReconciliation({
      folder: bench.folder,
      till: () => withFront(bench.till()),
      settings: () => bench.settings,
      clock: bench.clock,
      workerUrl,
      onProgress: (step) => void progress.push(step),
      onCrash: (_reference, error) => void crashes.push(error),
      ...over,
    })
  }

  const relayState = () => bench.till().relay?.view().connection.state
  const log = () => bench.till().relay?.callbacks({ text: '', verdict: null, before: null }).rows ?? []

  /** The gateway sends no callback about what happens meanwhile. */
  async function unheard<T>(work: () => Promise<T>): Promise<T> {
    await control().setAccount({ ipnSecret: null })
    const done = await work()
    await control().setAccount({ ipnSecret: practiceIpnSecret })
    return done
  }

  /** The gateway calls back about what happens, in a time in which it does not otherwise. */
  async function aloud(work: () => Promise<unknown>): Promise<void> {
    await control().setAccount({ ipnSecret: practiceIpnSecret })
    await work()
    await expect.poll(undelivered, soon).toEqual([])
    await control().setAccount({ ipnSecret: null })
  }

  /** The till hears the relay, and every look that a callback led to is over. */
  async function heard(): Promise<void> {
    bench.till().relay?.listen({ url: relay.origin, token: relay.secrets.token })
    await expect.poll(relayState, soon).toBe('open')
    await expect.poll(undelivered, soon).toEqual([])
    await expect.poll(() => log().some(({ outcome }) => outcome.kind === 'looking'), soon).toBe(false)
  }

  /** A callback was turned away. */
  async function refused(): Promise<void> {
    await expect.poll(() => log().some(({ verdict }) => verdict.kind === 'refused'), soon).toBe(true)
  }

  /** Callbacks that the gateway has still to get rid of. */
  async function undelivered(): Promise<unknown[]> {
    const { callbacks } = await control().callbacks({})
    return callbacks.filter(({ taken }) => !taken)
  }

  return {
    ...{ control, look, finished, paid, paidIn, decide },
    ...{ bench, relay, front, account, progress, crashes, reconciling, unheard, aloud, heard, refused, log },

    async signIn(): Promise<void> {
      const answer = await account.signIn('owner@shop.example', 'practice')
      if (!answer.ok) throw new Error(answer.error.error.code)
    },

    /** A charge that no key press of this till made. */
    async chargeElsewhere(orderId: string): Promise<string> {
      const reply = await fetch(`${bench.simulator.nowpaymentsUrl}/payment`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': practiceApiKey },
        body: JSON.stringify({
          price_amount: 12.5,
          price_currency: 'eur',
          pay_currency: 'usdttrc20',
          order_id: orderId,
        }),
      })
      const made = (await reply.json()) as { payment_id: string }
      return made.payment_id
    },

    /** A callback that nobody but the gateway, or who stole its secret, can have made. */
    async postCallback(chargeId: string, status: string, secret: string = practiceIpnSecret): Promise<void> {
      const body = JSON.stringify({ payment_id: Number(chargeId), payment_status: status })
      const signature = createHmac('sha512', secret).update(body).digest('hex')
      await relay.post(body, { 'x-nowpayments-sig': signature })
    },

    async copyJournal(): Promise<string> {
      const copy = join(bench.folder, 'copy.sqlite')
      await backUpJournal(bench.till().journalFile, copy)
      return copy
    },

    /** As a till that was ended in the middle leaves it. */
    leaveLooking(chargeId: string): void {
      const database = new DatabaseSync(callbackLogFileOf(bench.folder, 'live'))
      database
        .prepare("UPDATE callbacks SET outcome = 'looking' WHERE charge_id = ? AND detail = 'finished'")
        .run(chargeId)
      database.close()
    },

    /** From now on the till gets no answer about this charge. */
    async silence(chargeId: string): Promise<void> {
      const match = { method: 'GET', path: `/payment/${chargeId}` } as const
      await control().failNext({ as: '500', times: 10_000, match })
    },

    async close(): Promise<void> {
      await front.close()
      await bench.close()
      await relay.close()
    },
  }
}
