import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PaymentStatus } from '../../../shared/payment/payment.ts'
import { readJournal } from '../torture/journal-copy.ts'
import { callbackIn } from './callbacks.ts'
import { compare } from './compare.ts'
import type { Evidence, Violation } from './evidence.ts'
import { createGateways, type Gateways } from './gateways.ts'
import type { End, SoakPlan, SoakSize } from './plan.ts'
import { planSoak } from './plan.ts'
import { readEverything } from './relay-content.ts'
import { type RelayLife, startRelayLife } from './relay-life.ts'
import type { SoakStore } from './soak-store.ts'
import { readLog, standOf, startTill, type TillLife } from './till-life.ts'

/** A relay holds little: what waits for the disk, and one page for each listener. */
const ALLOWED_MB = 300

const MEASURED_EVERY = 2_000

export type SoakOptions = SoakSize & {
  /** The relay's program: the built file, or its source. */
  readonly relayFile: string
  readonly openStore: (folder: string) => Promise<SoakStore>
  readonly onProgress: (answered: number) => void
}

export type SoakOutcome = {
  readonly seed: number
  readonly counts: Counts
  readonly violations: readonly Violation[]
  /** Why it could not be carried through; the counts are then what there was. */
  readonly failure: string | null
  /** What the relay logged as errors: the first few. */
  readonly complaints: readonly string[]
  /** Kept when anything was wrong; null when all was well. */
  readonly folder: string | null
  readonly seconds: number
}

export type Counts = {
  /** Callbacks that were answered with 2xx, repetitions included. */
  readonly answered: number
  readonly requests: number
  readonly unanswered: number
  readonly putOff: number
  readonly kept: number
  readonly payments: number
  readonly looksThatChanged: number
  readonly forged: number
  readonly relayKills: number
  readonly storeKills: number
  readonly tillCrashes: number
  readonly peakMb: number
}

type Bench = { readonly relay: RelayLife; readonly till: TillLife; readonly gateways: Gateways }

/** Soaks one relay and one till as planned, then compares. Never rejects: what went wrong is in the outcome. */
export async function soakRelay(options: SoakOptions): Promise<SoakOutcome> {
  const since = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-soak-'))
  const plan = planSoak(options)
  const store = await options.openStore(folder)
  const { relayFile: file } = options
  const relay = await startRelayLife({ file, folder, environment: store.environment })
  const gateways = createGateways(plan.sends, relay)
  const memory: number[] = []
  let till: TillLife | undefined
  let evidence: Evidence | undefined
  let failure: string | null = null
  try {
    till = await startTill({
      folder,
      access: { url: relay.origin, token: relay.secrets.token },
      payments: plan.payments,
      crashes: plan.tillCrashes,
      statusOf: gateways.statusOf,
    })
    const bench = { relay, till, gateways }
    await Promise.race([till.failed, sendAndKill(bench, plan, store, memory, options.onProgress)])
    evidence = await gather(bench, plan, folder, memory)
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
  }
  till?.kill()
  await relay.close()
  await store.close()
  const violations = evidence ? compare(evidence) : []
  const isWell = failure === null && violations.length === 0
  if (isWell) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  return {
    seed: options.seed,
    counts: countsOf(plan, gateways, relay, store, till, evidence),
    violations,
    failure,
    complaints: relay.complaints,
    folder: isWell ? null : folder,
    seconds: Math.round((performance.now() - since) / 1000),
  }
}

/** Ends when everything was answered and what was killed last is up again. */
async function sendAndKill(
  { relay, till, gateways }: Bench,
  plan: SoakPlan,
  store: SoakStore,
  memory: number[],
  onProgress: (answered: number) => void,
): Promise<void> {
  const relayKills = [...plan.relayKills]
  const storeKills = [...plan.storeKills]
  const underWay: Promise<unknown>[] = []
  const wake = () => relay.up().then(() => till.wake())
  await gateways.sendAll((answered) => {
    while ((relayKills[0]?.after ?? Number.POSITIVE_INFINITY) <= answered) {
      relay.kill()
      if (relayKills.shift()?.wakes) underWay.push(wake())
    }
    while ((storeKills[0] ?? Number.POSITIVE_INFINITY) <= answered) {
      storeKills.shift()
      underWay.push(store.kill())
    }
    if (answered % MEASURED_EVERY === 0) {
      onProgress(answered)
      underWay.push(relay.megabytes().then((mb) => mb !== null && memory.push(mb)))
    }
  })
  await Promise.all([relay.up(), ...underWay])
}

/** Everything comes to rest; the relay is asked what it has after one more start, the till after its end. */
async function gather(
  { relay, till, gateways }: Bench,
  plan: SoakPlan,
  folder: string,
  memory: number[],
): Promise<Evidence> {
  till.wake()
  await till.caughtUp((await relay.list()).latest)
  memory.push((await relay.megabytes()) ?? 0)
  await relay.restart()
  const { latest, acknowledged } = await relay.list()
  const kept = await readEverything(relay.origin, relay.secrets.token)
  await till.close()
  const log = readLog(folder)
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
      ...{ latest, acknowledged, endedByItself: relay.endedByItself },
      ...{ peakMb: Math.max(0, ...memory), allowedMb: ALLOWED_MB },
    },
    till: { log, cursor: standOf(folder).position, ...journalOf(plan, folder).till },
    payments: journalOf(plan, folder).payments,
  }
}

/** What a payment that ended so at its gateway is to the till. */
const MEANING: Readonly<Record<End, PaymentStatus>> = {
  finished: 'paid',
  partially_paid: 'short',
  failed: 'failed',
}

function journalOf(plan: SoakPlan, folder: string) {
  const journal = readJournal(folder)
  if (!journal) throw new Error('the till has no journal')
  const found = new Map(journal.payments.map(({ number, id, status }) => [number, { id, status }]))
  const ends = new Map<string, number>()
  for (const { paymentId, event } of journal.events) {
    if (event.kind !== 'observed') continue
    const said = `${paymentId} ${event.observation.vendorStatus}`
    ends.set(said, (ends.get(said) ?? 0) + 1)
  }
  return {
    till: { journalFault: journal.fault },
    payments: plan.payments.map(({ number, end }) => ({
      number,
      expected: MEANING[end],
      found: found.get(number)?.status ?? null,
      ends: ends.get(`${found.get(number)?.id} ${end}`) ?? 0,
    })),
  }
}

function countsOf(
  plan: SoakPlan,
  gateways: Gateways,
  relay: RelayLife,
  store: SoakStore,
  till: TillLife | undefined,
  evidence: Evidence | undefined,
): Counts {
  const log = evidence?.till.log ?? []
  return {
    answered: plan.callbacks.reduce((sum, { number }) => sum + gateways.answered(number), 0),
    ...gateways.figures,
    kept: evidence?.relay.kept.length ?? 0,
    payments: plan.payments.length,
    looksThatChanged: log.filter(({ outcome }) => outcome === 'changed').length,
    forged: log.filter(({ verdict }) => verdict === 'refused').length,
    relayKills: relay.kills(),
    storeKills: store.kills(),
    tillCrashes: till?.crashes() ?? 0,
    peakMb: evidence?.relay.peakMb ?? 0,
  }
}
