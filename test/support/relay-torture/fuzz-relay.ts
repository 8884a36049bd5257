import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callbackPath } from '../../../shared/relay-protocol.ts'
import { createDice } from '../torture/dice.ts'
import { type FuzzAnswer, type FuzzEvidence, isTaken } from './fuzz-evidence.ts'
import { callbackRequest, type FuzzRequest, fuzzRequest } from './fuzz-requests.ts'
import { readEverything } from './relay-content.ts'
import { type RelayLife, startRelayLife } from './relay-life.ts'

/** Connections at a time. Many wait for the relay to give up on them, which costs nobody anything. */
const AT_ONCE = 500
/** The relay gives up on a request after a second, and looks at its connections twice a second. */
const HUNG_MS = 20_000

/** With room to grow, V8 grows before it collects: garbage would look like a leak, and a leak like garbage. */
const SMALL_HEAP = '--max-old-space-size=48 --max-semi-space-size=4'

/** The share of requests after which everything the relay needs has been loaded and grown to its size. */
const WARM = 0.2

export type FuzzRelayOptions = {
  readonly relayFile: string
  readonly count: number
  readonly seed: number
  readonly onProgress: (sent: number) => void
}

/** Sends that many mutated requests to a relay of its own, each over a connection of its own. */
export async function fuzzRelay(options: FuzzRelayOptions): Promise<FuzzEvidence> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-fuzz-'))
  const relay = await startRelayLife({
    file: options.relayFile,
    folder,
    environment: {
      RELAY_STORE: join(folder, 'relay.sqlite'),
      RELAY_REQUEST_SECONDS: '1',
      NODE_OPTIONS: SMALL_HEAP,
    },
  })
  try {
    return await fuzz(relay, options)
  } finally {
    await relay.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fuzz(relay: RelayLife, { count, seed, onProgress }: FuzzRelayOptions): Promise<FuzzEvidence> {
  const dice = createDice(seed)
  const warmAfter = Math.floor(count * WARM)
  const answers: FuzzAnswer[] = []
  let sent = 0
  let warmMb = 0
  const sender = async (): Promise<void> => {
    while (sent < count) {
      sent += 1
      const request = fuzzRequest(sent, relay.secrets, dice)
      const done = answers.push(await exchange(relay.origin, request))
      if (done === warmAfter) warmMb = (await relay.megabytes()) ?? 0
      if (done % 1_000 === 0) onProgress(done)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
  const endMb = (await relay.megabytes()) ?? 0
  const lastStatus = await unchanged(relay)
  const { acknowledged } = await relay.list()
  const kept = await readEverything(relay.origin, relay.secrets.token)
  const { endedByItself, complaints } = relay
  return {
    ...{ answers, acknowledged, endedByItself, complaints, lastStatus, warmMb, endMb },
    kept: kept.map(({ body }) => hashOf(body)),
  }
}

async function unchanged({ origin, secrets }: RelayLife): Promise<number> {
  const bytes = callbackRequest(callbackPath(secrets.id, 'nowpayments'), '{"payment_id":1}')
  const { statuses } = await exchange(origin, { kind: 'body', bytes, body: null, endsEarly: false })
  return statuses[0] ?? 0
}

/** Writes the bytes and listens until there is an answer or the relay hangs up. */
function exchange(origin: string, { kind, bytes, body, endsEarly }: FuzzRequest): Promise<FuzzAnswer> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
      if (endsEarly) socket.end(bytes, 'latin1')
      else socket.write(bytes, 'latin1')
    })
    let text = ''
    let hung = false
    const patience = setTimeout(() => {
      hung = true
      socket.destroy()
    }, HUNG_MS)
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
      // A connection that is kept would stay open for a minute; what is under way on it is still answered.
      if (text.includes('\r\n\r\n')) socket.end()
    })
    socket.on('error', () => undefined) // a connection that breaks is an end like another
    socket.on('close', () => {
      clearTimeout(patience)
      resolve({ kind, statuses: statusesIn(text), bodyHash: body === null ? null : hashOf(body), hung })
    })
  })
}

/** "100 Continue" is no answer. */
function statusesIn(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)]
    .map(([, status]) => Number(status))
    .filter((status) => status >= 200)
}

function hashOf(body: string | Buffer): string {
  return createHash('sha256')
    .update(typeof body === 'string' ? Buffer.from(body, 'latin1') : body)
    .digest('base64')
}

/** How many of each answer there were, for the report. */
export function statusCounts({ answers }: FuzzEvidence): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { statuses } of answers) {
    const name = statuses.length === 0 ? 'none' : String(statuses[0])
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

export const takenCount = ({ answers }: FuzzEvidence): number =>
  answers.reduce((sum, { statuses }) => sum + statuses.filter(isTaken).length, 0)
