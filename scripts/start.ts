// `npm start`: builds the till and opens it, until it is closed or stopped.
//   --headless   without a display       --dev   with electron-vite's development server
// Everything else on the command line goes to the app.

import { spawn, spawnSync } from 'node:child_process'
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

try {
  if (!headless && !hasDisplay()) throw new Error(noDisplay)
  const host = await obtainHost()
  if (!flags.has('--dev')) build()
  run(commandFor(host), host)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

function build(): void {
  const built = spawnSync(process.execPath, [builder, 'build'], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The till could not be built.\n${built.stdout}${built.stderr}`)
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

function run({ file, args }: Command, host: Host): void {
  const env = { ...process.env, USDTILL_HOST: host, ...(headless ? { STANDIN_HEADLESS: '1' } : {}) }
  const child = spawn(file, args, { stdio: 'inherit', env })
  let patience: NodeJS.Timeout | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      child.kill(signal)
      patience ??= setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
    })
  }
  child.once('error', (error) => {
    console.error(`The till could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.once('exit', (code) => {
    clearTimeout(patience)
    process.exitCode = code ?? 1
  })
}
