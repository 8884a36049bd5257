import type { PaymentStatus } from '../../../shared/payment/payment.ts'
import { readJournal } from '../torture/journal-copy.ts'
import { callbackIn } from './callbacks.ts'
import type { Evidence } from './evidence.ts'
import type { Gateways } from './gateways.ts'
import type { End, SoakPlan } from './plan.ts'
import { readEverything } from './relay-content.ts'
import type { RelayLife } from './relay-life.ts'
import { readLog, standOf, type TillLife } from './till-life.ts'

/** What is soaked. */
export type Bench = { readonly relay: RelayLife; readonly till: TillLife; readonly gateways: Gateways }

/** A relay holds little: what waits for the disk, and one page for each listener. */
const ALLOWED_MB = 300

/**
 * Everything comes to rest; the relay is asked what it has after one more start, the till after its end. `memory`: what
 * the relay was measured with so far, in MB.
 */
export async function gather(
  { relay, till, gateways }: Bench,
  plan: SoakPlan,
  folder: string,
  memory: readonly number[],
): Promise<Evidence> {
  till.wake()
  await till.caughtUp((await relay.list()).latest)
  const peakMb = Math.max(...memory, (await relay.megabytes()) ?? 0)
  await relay.restart()
  const { latest, acknowledged } = await relay.list()
  const kept = await readEverything(relay.origin, relay.secrets.token)
  await till.close()
  const { journalFault, payments } = readPayments(plan, folder)
  return {
    gateways: {
      callbacks: plan.callbacks.map(({ number, payment, forgery }) => ({
        number,
        payment: payment.number,
        isForged: forgery !== null,
        answered: gateways.answered(number),
      })),
      wrongAnswers: gateways.wrongAnswers,
    },
    relay: {
      kept: kept.map(({ id, body }) => ({ id, callback: callbackIn(body, plan.callbacks) })),
      latest,
      acknowledged,
      endedByItself: relay.endedByItself,
      peakMb,
      allowedMb: ALLOWED_MB,
    },
    till: { log: readLog(folder), cursor: standOf(folder).position, journalFault },
    payments,
  }
}

/** What a payment that ended so at its gateway is to the till. */
const MEANING: Readonly<Record<End, PaymentStatus>> = {
  finished: 'paid',
  partially_paid: 'short',
  failed: 'failed',
}

function readPayments(
  plan: SoakPlan,
  folder: string,
): Pick<Evidence, 'payments'> & { journalFault: string | null } {
  const journal = readJournal(folder)
  if (!journal) throw new Error('the till has no journal')
  const found = new Map(journal.payments.map((payment) => [payment.number, payment]))
  const ends = new Map<string, number>()
  for (const { paymentId, event } of journal.events) {
    if (event.kind !== 'observed') continue
    const said = `${paymentId} ${event.observation.vendorStatus}`
    ends.set(said, (ends.get(said) ?? 0) + 1)
  }
  const payments = plan.payments.map(({ number, end }) => ({
    number,
    expected: MEANING[end],
    found: found.get(number)?.status ?? null,
    ends: ends.get(`${found.get(number)?.id} ${end}`) ?? 0,
  }))
  return { journalFault: journal.fault, payments }
}
