import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A command that ran to its end. */
export type Ran = { readonly code: number | null; readonly out: string; readonly complaint: string }

export type RelayProgram = {
  run(...command: readonly string[]): Promise<Ran>
  /** Starts the relay and resolves when it listens. */
  serve(): Promise<RunningRelay>
  /** Starts a command that goes on until it is told to end. */
  start(...command: readonly string[]): Started
}

export type Started = {
  readonly child: ChildProcess
  /** The next line that matches; lines are looked at once. */
  line(pattern: RegExp): Promise<string>
  /** Sends the signal and waits for the end; the exit code, null after a kill. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

export type RunningRelay = Started & { readonly origin: string }

/** The relay as a process of its own: `file` is its source or the built one. */
export function relayProgram(file: string, environment: Record<string, string>, cwd: string): RelayProgram {
  const launch = (command: readonly string[]) =>
    spawn(process.execPath, [file, ...command], {
      cwd,
      env: { HOME: cwd, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  const start = (...command: readonly string[]): Started => {
    const child = launch(command)
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const complaints: string[] = []
    child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    return {
      child,
      line: async (pattern) => {
        for (;;) {
          const { value, done } = await lines.next()
          if (done) throw new Error(`ended without ${pattern}: ${complaints.join('')}`)
          if (pattern.test(value)) return value
        }
      },
      end: (signal) => {
        child.kill(signal)
        return ended
      },
    }
  }

  return {
    start,
    serve: async () => {
      const started = start()
      try {
        const ready: unknown = JSON.parse(await started.line(/relay ready/))
        const origin = (ready as { listening: string }).listening
        return { ...started, origin }
      } catch (error) {
        await started.end('SIGKILL')
        throw error
      }
    },
    run: (...command) =>
      new Promise((resolve, reject) => {
        const child = launch(command)
        let out = ''
        let complaint = ''
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          out += text
        })
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          complaint += text
        })
        child.once('error', reject)
        child.once('close', (code) => resolve({ code, out, complaint }))
      }),
  }
}

/** What `new-till` and `rotate` print. */
export function secretsIn(out: string): { id: string; token: string } {
  const id = /\/in\/([\w-]{43})\/nowpayments/.exec(out)?.[1]
  const token = /read token +([\w-]{43})/.exec(out)?.[1]
  if (!id || !token) throw new Error(`no secrets in: ${out}`)
  return { id, token }
}
