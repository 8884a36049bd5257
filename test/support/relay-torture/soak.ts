import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from './compare.ts'
import type { Evidence, Violation } from './evidence.ts'
import { createGateways } from './gateways.ts'
import { type Bench, gather } from './gather.ts'
import { planSoak, type SoakPlan, type SoakSize } from './plan.ts'
import { startRelayLife } from './relay-life.ts'
import type { SoakStore } from './soak-store.ts'
import { startTill } from './till-life.ts'

/** Answers between two looks at the relay's memory. */
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

type Progress = { bench?: Bench; store?: SoakStore; evidence?: Evidence; readonly memory: number[] }

/** Soaks one relay and one till as planned, then compares. Never rejects: what went wrong is in the outcome. */
export async function soakRelay(options: SoakOptions): Promise<SoakOutcome> {
  const since = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-soak-'))
  const plan = planSoak(options)
  const progress: Progress = { memory: [] }
  const closing: (() => unknown)[] = []
  let failure: string | null = null
  try {
    const store = await options.openStore(folder)
    closing.unshift(store.close)
    progress.store = store
    const bench = await openBench(options.relayFile, plan, folder, store, (close) => closing.unshift(close))
    progress.bench = bench
    const soaking = sendAndKill(bench, plan, store, progress.memory, options.onProgress)
    await Promise.race([bench.till.failed, soaking])
    progress.evidence = await gather(bench, plan, folder, progress.memory)
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
  }
  for (const close of closing) await close()
  const violations = progress.evidence ? compare(progress.evidence) : []
  const isWell = failure === null && violations.length === 0
  if (isWell) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  return {
    seed: options.seed,
    counts: countsOf(plan, progress),
    violations,
    failure,
    complaints: progress.bench?.relay.complaints ?? [],
    folder: isWell ? null : folder,
    seconds: Math.round((performance.now() - since) / 1000),
  }
}

async function openBench(
  file: string,
  plan: SoakPlan,
  folder: string,
  { environment }: SoakStore,
  onOpened: (close: () => unknown) => void,
): Promise<Bench> {
  const relay = await startRelayLife({ file, folder, environment })
  onOpened(relay.close)
  const gateways = createGateways(plan.sends, relay)
  onOpened(gateways.stop)
  const till = await startTill({
    folder,
    access: { url: relay.origin, token: relay.secrets.token },
    payments: plan.payments,
    crashes: plan.tillCrashes,
    statusOf: gateways.statusOf,
  })
  onOpened(till.kill)
  return { relay, till, gateways }
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

function countsOf(plan: SoakPlan, { bench, store, evidence }: Progress): Counts {
  const log = evidence?.till.log ?? []
  const answered = plan.callbacks.reduce(
    (sum, { number }) => sum + (bench?.gateways.answered(number) ?? 0),
    0,
  )
  return {
    answered,
    ...(bench?.gateways.figures ?? { requests: 0, unanswered: 0, putOff: 0 }),
    kept: evidence?.relay.kept.length ?? 0,
    payments: plan.payments.length,
    looksThatChanged: log.filter(({ outcome }) => outcome === 'changed').length,
    forged: log.filter(({ verdict }) => verdict === 'refused').length,
    relayKills: bench?.relay.kills() ?? 0,
    storeKills: store?.kills() ?? 0,
    tillCrashes: bench?.till.crashes() ?? 0,
    peakMb: evidence?.relay.peakMb ?? 0,
  }
}
