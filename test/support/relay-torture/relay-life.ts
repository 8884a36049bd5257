import { createServer } from 'node:net'
import { type RunningRelay, relayProgram, secretsIn } from '../relay-process.ts'

// The relay as a service manager keeps it: always the same port and store, started again whenever it ends.

export type RelayLife = {
  readonly origin: string
  readonly secrets: { readonly id: string; readonly token: string }
  /** Kills it now, or as soon as it is up again, and starts it again. */
  kill(): void
  /** Resolves when it listens. Rejects when it cannot be started. */
  up(): Promise<void>
  /** Resident memory in MB at this moment; null while it is down. */
  megabytes(): Promise<number | null>
  /** Stops it as a technician does, and starts it again. */
  restart(): Promise<void>
  list(): Promise<{ readonly latest: number; readonly acknowledged: number }>
  close(): Promise<void>
  readonly kills: () => number
  /** Why it ended, each time that nobody ended it. */
  readonly endedByItself: readonly string[]
  /** What it logged as errors: the first few. */
  readonly complaints: readonly string[]
}

export type RelayLifeOptions = {
  /** Its program: the built file, or its source. */
  readonly file: string
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

const COMPLAINTS_KEPT = 20

/** Makes one channel, and starts it. */
export async function startRelayLife({ file, folder, environment }: RelayLifeOptions): Promise<RelayLife> {
  const port = await quietPort()
  const program = relayProgram(file, { ...environment, RELAY_PORT: String(port) }, folder)
  const secrets = secretsIn((await program.run('new-till', 'shop')).out)
  const endedByItself: string[] = []
  const complaints: string[] = []
  let kills = 0
  let isWanted = true

  /** Its output has to be read: a program whose pipe is full stands still. */
  const listenTo = async (relay: RunningRelay): Promise<void> => {
    for (;;) {
      const line = await relay.line(/"level":[56]0/)
      if (complaints.length < COMPLAINTS_KEPT) complaints.push(line)
    }
  }

  const live = async (): Promise<RunningRelay> => {
    const relay = await program.serve()
    listenTo(relay).catch(() => undefined) // it has ended
    relay.child.once('exit', (code, signal) => {
      if (!isWanted) return
      endedByItself.push(`exit code ${code}, signal ${signal}`)
      turn = turn.then(next)
    })
    return relay
  }
  const next = async (): Promise<void> => {
    running = await live()
    isWanted = true
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    isWanted = false
    return running.end(signal)
  }

  let turn: Promise<void> = Promise.resolve()
  let running = await live()
  const origin = running.origin
  return {
    origin,
    secrets,
    kill() {
      turn = turn.then(async () => {
        await end('SIGKILL')
        kills += 1
        await next()
      })
      turn.catch(() => undefined) // whoever waits for it hears of it
    },
    up: () => turn,
    async megabytes() {
      const text = await fetch(`${origin}/metrics`).then(
        (answer) => answer.text(),
        () => '',
      )
      const bytes = /^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]
      return bytes === undefined ? null : Math.round(Number(bytes) / 1024 / 1024)
    },
    async restart() {
      await turn
      const code = await end('SIGTERM')
      if (code !== 0) endedByItself.push(`asked to end: exit code ${code}`)
      await next()
    },
    async list() {
      const { out } = await program.run('list')
      const found = /received (\d+), acknowledged up to (\d+)/.exec(out)
      if (!found) throw new Error(`the relay lists: ${out}`)
      return { latest: Number(found[1]), acknowledged: Number(found[2]) }
    },
    async close() {
      await turn.catch(() => undefined)
      await end('SIGKILL')
    },
    kills: () => kills,
    endedByItself,
    complaints,
  }
}

/** Below the ports that outgoing connections are given: nobody takes it while the relay is dead. */
async function quietPort(): Promise<number> {
  for (let port = 18_000 + (process.pid % 10_000); port < 32_000; port++) {
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
  throw new Error('no port is free')
}
