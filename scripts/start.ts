// `npm start`: builds the till and opens it, until it is closed or stopped.
//   --headless   without a display       --dev   with electron-vite's development server
// Everything else on the command line goes to the app.

import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { electronBinary } from '../electron-stand-in/runtime.ts'
import { ensureVirtualDisplay } from './debian.ts'
import { type Host, obtainHost } from './host.ts'

type Command = { readonly file: string; readonly args: readonly string[] }

const ownFlags = new Set(['--headless', '--dev'])
const flags = new Set(process.argv.slice(2).filter((argument) => ownFlags.has(argument)))
const appArguments = process.argv.slice(2).filter((argument) => !ownFlags.has(argument))
const headless = flags.has('--headless')
const noDisplay =
  'There is no display. Start this in a desktop session, or without one: npm start -- --headless'
const builder = resolve('node_modules/electron-vite/bin/electron-vite.js')
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** How long, in milliseconds, the till may take to end after it was asked to. */
const patience = 10_000
let stopping = false

try {
  if (!headless && !hasDisplay()) throw new Error(noDisplay)
  const host = await obtainHost()
  if (!flags.has('--dev')) await build()
  await run(commandFor(host), host)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

async function build(): Promise<void> {
  const child = spawn(process.execPath, [builder, 'build'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const code = await endOf(child)
  if (stopping) process.exit(130)
  if (code !== 0) throw new Error(`The till could not be built.\n${output}`)
}

function commandFor(host: Host): Command {
  // Chromium's sandbox does not work for root; the stand-in sees to that by itself.
  const root = host === 'electron' && process.platform === 'linux' && process.getuid?.() === 0
  const args = [...(root ? ['--no-sandbox'] : []), ...appArguments]
  if (flags.has('--dev')) return { file: process.execPath, args: [builder, 'dev', '--', ...args] }
  if (host === 'chromium') return { file: standIn(), args: ['.', ...args] }
  const binary = electronBinary() ?? ''
  if (!headless || process.platform !== 'linux') return { file: binary, args: ['.', ...args] }
  ensureVirtualDisplay()
  return { file: 'xvfb-run', args: ['-a', binary, '.', ...args] }
}

function standIn(): string {
  return join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '', 'electron')
}

async function run({ file, args }: Command, host: Host): Promise<void> {
  const env = { ...process.env, USDTILL_HOST: host, ...(headless ? { STANDIN_HEADLESS: '1' } : {}) }
  process.exitCode = await endOf(spawn(file, args, { stdio: 'inherit', env }))
}

/** Waits for a child and passes on what would stop us, so that nothing is left running. */
function endOf(child: ChildProcess): Promise<number> {
  const pass = (signal: NodeJS.Signals) => {
    stopping = true
    child.kill(signal)
    setTimeout(() => child.kill('SIGKILL'), patience).unref()
  }
  for (const signal of signals) process.on(signal, pass)
  return new Promise<number>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`${child.spawnfile} could not be started: ${error.message}`)),
    )
    child.once('exit', (code) => resolve(code ?? 1))
  }).finally(() => {
    for (const signal of signals) process.removeListener(signal, pass)
  })
}
