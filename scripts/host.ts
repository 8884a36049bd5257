import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findChromium } from '../electron-stand-in/chromium/find.ts'
import { chooseStandIn, electronBinary } from '../electron-stand-in/runtime.ts'
import { canInstallPackages, installPackages } from './debian.ts'

export { chooseStandIn }

/** What opens the windows: Electron itself, or an installed Chromium through the stand-in. */
export type Host = 'electron' | 'chromium'

const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }

/** The path of Electron's runtime; undefined when it is not here, or STANDIN=1 says not to use it. */
export function electronRuntime(): string | undefined {
  return process.env['STANDIN'] ? undefined : electronBinary()
}

/** The host as it is, without any try to get Electron: for tests and measurements. Chromium is installed if missing. */
export function presentHost(): Host {
  if (electronRuntime()) return 'electron'
  ensureChromium()
  chooseStandIn()
  return 'chromium'
}

/** One line that says which host a run uses. */
export function hostLine(): string {
  if (electronRuntime()) return `Electron ${version}`
  const asked = process.env['STANDIN'] ? 'STANDIN is set' : "Electron's runtime is not here"
  return `${asked}: the same app runs in Chromium (${findChromium() ?? 'none found'}).`
}

/** The path of an installed Chromium, installed first where apt-get may be used. Throws what to do otherwise. */
export function ensureChromium(): string {
  if (!findChromium() && canInstallPackages()) installPackages(['chromium'])
  const found = findChromium()
  if (found) return found
  throw new Error(
    'Chromium is missing. Install Chromium or Google Chrome (Debian: apt-get install chromium), ' +
      'or name one in STANDIN_CHROMIUM.',
  )
}

/** Electron if it is here or can be had within a bounded time; otherwise Chromium, and says so in one line. */
export async function obtainHost(): Promise<Host> {
  if (electronRuntime()) return 'electron'
  const problem = process.env['STANDIN'] ? 'STANDIN is set' : await downloadElectron()
  if (problem === undefined) return 'electron'
  ensureChromium()
  chooseStandIn()
  console.log(`Electron's runtime is not here (${problem}): opening the same app in Chromium.`)
  return 'chromium'
}

/** Undefined when the runtime is here afterwards, otherwise why it is not. */
async function downloadElectron(): Promise<string | undefined> {
  const unreachable = await whyUnreachable()
  if (unreachable !== undefined) return unreachable
  const seconds = Number(process.env['ELECTRON_DOWNLOAD_SECONDS'] ?? 300)
  console.log(`Getting Electron's runtime (at most ${seconds} s) …`)
  const install = spawnSync(process.execPath, [join(electronFolder, 'install.js')], {
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  })
  if (electronBinary()) return undefined
  return install.signal === null ? 'its download failed' : `its download took longer than ${seconds} s`
}

async function whyUnreachable(): Promise<string | undefined> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/'
  const file = `v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
  try {
    const answer = await fetch(mirror + file, { method: 'HEAD', signal: AbortSignal.timeout(5000) })
    return answer.ok ? undefined : `its download host answers ${answer.status}`
  } catch (error) {
    return `its download host cannot be reached, ${reasonOf(error)}`
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error as Error & { cause?: { code?: string } }
  return cause?.code ?? error.name
}
