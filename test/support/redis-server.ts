import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as nextLook } from 'node:timers/promises'
import { isCommand } from '../../scripts/debian.ts'

// Redis as a process of its own on a free port, with its data in a folder that is gone afterwards.

/** Elsewhere than on Debian it may be missing: `npm test` says so. */
export const hasRedis = isCommand('redis-server')

export type RedisServer = {
  readonly url: string
  readonly port: number
  /** Where its data is. */
  readonly folder: string
  /** redis-cli with these arguments; its output. */
  cli(...given: readonly string[]): string
  /** SIGKILL loses what is not on disk; SIGSTOP and SIGCONT are a machine that hangs. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  kill(): Promise<void>
  /** Again on the same port with the same data. */
  start(settings?: Settings): Promise<void>
  close(): Promise<void>
}

type Settings = Readonly<Record<string, string>>

const DURABLE: Settings = { appendonly: 'yes', appendfsync: 'always' }

export async function startRedis(settings: Settings = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined

  const start = async (more: Settings = {}): Promise<void> => {
    const all = {
      port: String(port),
      dir: folder,
      bind: '127.0.0.1',
      save: '',
      ...DURABLE,
      ...settings,
      ...more,
    }
    const given = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
    const started = spawn('redis-server', given, { stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    const said: string[] = []
    for await (const line of createInterface({ input: started.stdout })) {
      said.push(line)
      if (/Ready to accept connections/.test(line)) {
        started.stdout.resume() // its later lines are nobody's
        return
      }
    }
    throw new Error(`redis-server ended: ${said.join('\n')}`)
  }

  const kill = async (): Promise<void> => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
  }

  // A run that is broken off leaves none behind.
  const killNow = () => void child?.kill('SIGKILL')
  process.once('exit', killNow)
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    cli: (...given) => {
      const run = spawnSync('redis-cli', ['-p', String(port), ...given], { encoding: 'utf8' })
      return run.stdout.trim()
    },
    signal: (signal) => void child?.kill(signal),
    kill,
    start,
    close: async () => {
      process.off('exit', killNow)
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const SLOTS = 16_384

/** Masters of one cluster, the slots spread evenly, on loopback. */
export async function startRedisCluster(count: number): Promise<readonly RedisServer[]> {
  const masters: RedisServer[] = []
  const buses: number[] = []
  for (let index = 0; index < count; index++) {
    const bus = await freePort()
    buses.push(bus)
    masters.push(await startRedis({ 'cluster-enabled': 'yes', 'cluster-port': String(bus) }))
  }
  const [first] = masters
  for (const [index, master] of masters.entries()) {
    const from = Math.floor((index * SLOTS) / count)
    const to = Math.floor(((index + 1) * SLOTS) / count) - 1
    master.cli('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1))
    master.cli('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to))
    if (master !== first)
      first?.cli('CLUSTER', 'MEET', '127.0.0.1', String(master.port), String(buses[index]))
  }
  const isWhole = (master: RedisServer) => {
    const info = master.cli('CLUSTER', 'INFO')
    const whole = ['cluster_state:ok', `cluster_slots_ok:${SLOTS}`, `cluster_known_nodes:${count}`]
    return whole.every((line) => info.includes(line))
  }
  while (!masters.every(isWhole)) await nextLook(100)
  return masters
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
