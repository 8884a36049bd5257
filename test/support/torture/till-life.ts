import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { SimulatorControl } from '../../../simulator/control/contract.ts'
import { launchTill, type TillApp, tillEnvironment } from '../app-driver.ts'
import { practiceGateway } from '../till-hands.ts'
import type { Kill, Life } from './plan.ts'
import { performSale } from './sale-acts.ts'

/** A file that main loads first: it writes down what the windows are about to show. */
const RECORD_SHOWN = 'test/support/record-shown.cjs'
/** Deposits pass their stages quickly, so that kills meet all of them. */
const stageMs = 80

/** Starts the till on its folder, lets it sell, and kills it when the plan says so. */
export function liveOnce(folder: string, life: Life, onDeposit: (chargeId: string) => void): Promise<void> {
  const { kill } = life
  return kill.during === 'start'
    ? startAndKill(folder, kill.afterMs)
    : sellAndKill(folder, life, kill, onDeposit)
}

/** The till as a person opens it after the last power cut. */
export async function openTillAgain(folder: string): Promise<TillApp> {
  return launchTill(folder, { preload: RECORD_SHOWN })
}

async function startAndKill(folder: string, afterMs: number): Promise<void> {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : []
  const app = resolve(process.env['USDTILL_APP'] ?? '.')
  const args = ['-r', resolve(RECORD_SHOWN), ...sandbox, app, `--user-data-dir=${folder}`]
  const child = spawn(electron, args, { stdio: 'ignore', env: tillEnvironment() })
  const ended = new Promise<NodeJS.Signals | null>((done, fail) => {
    child.once('exit', (_code, signal) => done(signal))
    child.once('error', fail)
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  const signal = await ended
  clearTimeout(timer)
  if (signal !== 'SIGKILL') throw new Error('the till ended by itself while it was starting')
}

async function sellAndKill(
  folder: string,
  { sales }: Life,
  kill: Extract<Kill, { during: 'sales' }>,
  onDeposit: (chargeId: string) => void,
): Promise<void> {
  const till = await openTillAgain(folder)
  let timer: NodeJS.Timeout | undefined
  let isDead = false
  const killed = new Promise<void>((done, fail) => {
    till.app.once('close', () => (isDead ? done() : fail(new Error('the till ended by itself'))))
  })
  killed.catch(() => undefined) // heard of below, or after something else went wrong
  const arm = () => {
    timer = setTimeout(() => {
      isDead = true
      till.app.process().kill('SIGKILL')
    }, kill.afterMs)
  }
  const sell = async () => {
    const gateway: SimulatorControl = await practiceGateway(till.cashier)
    await gateway.configure({ stageMs })
    for (const [index, sale] of sales.entries()) {
      if (index === kill.sale) arm()
      await performSale({ cashier: till.cashier, gateway, onDeposit }, sale)
    }
    await killed
  }
  try {
    // What the kill interrupts fails, and should.
    await Promise.race([killed, sell().catch((error: unknown) => (isDead ? killed : Promise.reject(error)))])
  } catch (error) {
    clearTimeout(timer)
    isDead = true
    till.app.process().kill('SIGKILL')
    throw error
  }
}
