import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Done, Job } from './load.ts'

// The processes of the bench. All run on the Node that runs the bench itself, which is the one the relay is built for.

export type Server = { readonly origin: string; end(): Promise<void> }

/** Starts a server that says in its first line where it listens; what it says after that is thrown away. */
export async function startServer(
  file: string,
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<Server> {
  const child = spawn(process.execPath, [...flags, resolve(file)], {
    env: { NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { orEnded, end } = watched(child)
  const lines = createInterface({ input: child.stdout })
  const [line] = await orEnded(once(lines, 'line'))
  lines.on('line', () => {})
  const { listening } = JSON.parse(String(line)) as { listening: string }
  return { origin: listening, end }
}

/** The built relay as its systemd unit starts it, on a file that is there already. */
export function serveRelay(store: string): Promise<Server> {
  return startServer('out/relay/relay.mjs', { RELAY_PORT: '0', RELAY_STORE: store }, flagsOfUnit())
}

function flagsOfUnit(): readonly string[] {
  const unit = readFileSync('relay/deploy/usdtill-relay.service', 'utf8')
  const given = /^ExecStart=node ((?:--\S+ )*)\S+relay\.mjs$/m.exec(unit)?.[1]
  if (given === undefined) throw new Error('The unit does not start the relay as this bench knows it.')
  return given.split(' ').filter((flag) => flag !== '')
}

export type Load = {
  run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>): Promise<Extract<Done, { kind: Kind }>>
  end(): Promise<void>
}

export function startLoad(): Load {
  const child = fork(resolve('bench/relay/load.ts'))
  const { orEnded, end } = watched(child)
  return {
    run: async (job) => {
      child.send(job)
      const [done] = await orEnded(once(child, 'message'))
      return done
    },
    end,
  }
}

type Running = {
  /** What the work comes to, unless the process ends before it does. */
  orEnded<T>(work: Promise<T>): Promise<T>
  /** Killed, not asked: what it answered has to be there all the same. */
  end(): Promise<void>
}

function watched(child: ChildProcess): Running {
  const ended = once(child, 'exit')
  const tooEarly = ended.then(() => {
    throw new Error(`ended too early: ${child.spawnargs.join(' ')}`)
  })
  tooEarly.catch(() => {}) // told to whoever waits; at the end nobody does
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill) // none outlives the bench
  return {
    orEnded: (work) => Promise.race([work, tooEarly]),
    end: async () => {
      kill()
      await ended
      process.off('exit', kill)
    },
  }
}
