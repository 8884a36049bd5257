import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { findChromium } from './find.ts'
import { type Connection, connect } from './pipe.ts'
import { debug, headless, type Rectangle } from './settings.ts'

export type Chromium = Connection & {
  readonly process: ChildProcess
  readonly exited: Promise<string>
  /** Opens a window without tabs and address bar in the running Chromium (headed only). */
  readonly openAppWindow: (bounds: Rectangle) => void
  /** Writes the line that Playwright waits for, if Chromium was asked for a debugging port. */
  readonly announcePort: () => void
}

export type LaunchOptions = {
  readonly profile: string
  readonly switches: ReadonlyMap<string, string>
  readonly displays: readonly Rectangle[]
}

const quiet: Record<string, string> = {
  'no-first-run': '',
  'no-default-browser-check': '',
  'no-startup-window': '',
  'disable-background-networking': '',
  'disable-background-timer-throttling': '',
  'disable-backgrounding-occluded-windows': '',
  'disable-renderer-backgrounding': '',
  'disable-component-update': '',
  'disable-default-apps': '',
  'disable-dev-shm-usage': '',
  'disable-extensions': '',
  'disable-sync': '',
  'disable-search-engine-choice-screen': '',
  'password-store': 'basic',
  'use-mock-keychain': '',
  'test-type': '', // no yellow bar about unusual switches
}

const disabledFeatures = ['Translate', 'MediaRouter', 'OptimizationHints', 'PaintHolding', 'HttpsUpgrades']

// Read by the stand-in, or set by it: never passed on as the application wrote them.
const ownSwitches = new Set(['user-data-dir', 'inspect', 'inspect-brk', 'headless', 'screen-info', 'app'])

export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const binary = findChromium()
  if (!binary) {
    throw new Error(
      'No Chromium was found. Install it (Debian: apt-get install chromium) or name it in STANDIN_CHROMIUM.',
    )
  }
  mkdirSync(options.profile, { recursive: true })
  await profileIsFree(options.profile)
  const child = spawn(binary, switchesFor(options), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true, // Ctrl-C in a terminal is for the application; Chromium ends with its pipe
  })
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })
  const port = watchErrors(child.stderr as Readable)
  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable)
  return {
    ...connection,
    process: child,
    exited,
    openAppWindow: (bounds) => openAppWindow(binary, options.profile, bounds),
    announcePort: () => {
      if (options.switches.has('remote-debugging-port'))
        void port.then((line) => process.stderr.write(`${line}\n`))
    },
  }
}

function switchesFor({ profile, switches, displays }: LaunchOptions): string[] {
  const all = new Map(Object.entries(quiet))
  for (const [name, value] of switches) if (!ownSwitches.has(name)) all.set(name, value)
  const features = [all.get('disable-features'), ...disabledFeatures].filter(Boolean)
  all.set('disable-features', features.join(','))
  all.set('user-data-dir', profile)
  all.set('remote-debugging-pipe', '')
  if (process.getuid?.() === 0) all.set('no-sandbox', '')
  if (headless) {
    all.set('headless', '')
    all.set(
      'screen-info',
      displays.map(({ x, y, width, height }) => `{${x},${y} ${width}x${height}}`).join(''),
    )
  }
  return [...all].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
}

// Chromium's own complaints (D-Bus, GPU) concern nobody; only the port's line is passed on, when asked for.
function watchErrors(errors: Readable): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: errors }).on('line', (line) => {
      if (line.startsWith('DevTools listening on')) resolve(line)
      else debug(2, 'chromium:', line)
    })
  })
}

function openAppWindow(binary: string, profile: string, { x, y, width, height }: Rectangle): void {
  const place = [`--window-position=${x},${y}`, `--window-size=${width},${height}`]
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []
  const messenger = [`--user-data-dir=${profile}`, '--app=data:text/html,', ...place, ...sandbox]
  spawn(binary, messenger, { stdio: 'ignore' }).once('error', (error) => debug(1, error.message))
}

// After `kill -9` the Chromium of the process before needs a moment to go; a second one on the same profile
// would only hand over its command line and leave. A lock of another host (a container's) is stale.
async function profileIsFree(profile: string): Promise<void> {
  const lock = join(profile, 'SingletonLock')
  for (let tries = 0; tries < 100; tries++) {
    const owner = lockOwner(lock)
    if (!owner) return
    if (owner.host !== hostname() || !isAlive(owner.pid)) break
    debug(1, `waiting for Chromium ${owner.pid} to leave ${profile}`)
    await delay(50)
  }
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(profile, name), { force: true })
}

function lockOwner(lock: string): { host: string; pid: number } | undefined {
  try {
    const target = readlinkSync(lock)
    const dash = target.lastIndexOf('-')
    return { host: target.slice(0, dash), pid: Number(target.slice(dash + 1)) }
  } catch {
    return undefined
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// In a container nobody may collect what a killed parent left: such a process is dead but still has its number.
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
