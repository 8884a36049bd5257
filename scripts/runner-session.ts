// The surroundings in which test runners work: no person's keychain, a display where one is needed.

import { spawn } from 'node:child_process'
import { TOOLS } from './commands.ts'
import {
  ensureKeychainService,
  ensureRedis,
  ensureVirtualDisplay,
  isCommand,
  withScratchKeychain,
} from './debian.ts'
import { ensureChromium, presentHost } from './host.ts'

/** Tests that store a key run only where this is set: there the keychain is one that is gone afterwards. */
const SCRATCH_KEYCHAIN = 'USDTILL_SCRATCH_KEYCHAIN'

/** Installs what the browser tests need where that is allowed. Throws a sentence that says what is missing. */
export function prepareWindows(): void {
  ensureChromium() // the windows alone are tested in a browser, whatever hosts the app
  if (presentHost() === 'electron' && needsDisplay()) ensureVirtualDisplay()
}

/** Installs what the tests of the relay's stores need where that is allowed; says what is skipped elsewhere. */
export function prepareStores(): void {
  try {
    ensureRedis()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    console.log(`Tests with Redis are skipped. ${why}`)
  }
}

/** Runs a test runner with its output on ours, in a scratch keychain where there can be one. */
export async function runRunner(
  tool: keyof typeof TOOLS,
  args: readonly string[],
  extra: NodeJS.ProcessEnv,
): Promise<number> {
  const command = [...display(tool), process.execPath, TOOLS[tool], ...args]
  const env = { STANDIN_HEADLESS: '1', ...process.env, ...extra }
  if (!hasScratchKeychain()) return runLoudly(command, env)
  const [file = '', ...rest] = command
  return withScratchKeychain(file, rest, { ...env, [SCRATCH_KEYCHAIN]: '1' })
}

/**
 * Makes sure that the app can be opened here. Electron without a display needs a virtual one: then this script runs
 * once more inside it, and true says that nothing is left to do.
 */
export async function ranInVirtualDisplay(): Promise<boolean> {
  if (presentHost() !== 'electron' || !needsDisplay()) return false
  ensureVirtualDisplay()
  process.exitCode = await runLoudly(
    ['xvfb-run', '-a', process.execPath, ...process.argv.slice(1)],
    process.env,
  )
  return true
}

function needsDisplay(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
}

function display(tool: keyof typeof TOOLS): readonly string[] {
  if (tool !== 'playwright' || !needsDisplay() || !isCommand('xvfb-run')) return []
  return presentHost() === 'electron' ? ['xvfb-run', '-a'] : []
}

let scratchKeychain: boolean | undefined

function hasScratchKeychain(): boolean {
  scratchKeychain ??= canHaveScratchKeychain()
  return scratchKeychain
}

function canHaveScratchKeychain(): boolean {
  if (process.platform !== 'linux') return false
  try {
    ensureKeychainService()
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    console.log(`Tests that store a key are skipped. ${why}`)
    return false
  }
}

function runLoudly(command: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [file = '', ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
