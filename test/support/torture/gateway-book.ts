import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChargeView, SimulatorControl } from '../../../simulator/control/contract.ts'
import { type Simulator, startSimulator } from '../../../simulator/server.ts'
import type { AwayAct, Life } from './plan.ts'

// The practice gateway lives in the process that is killed, and its book on disk is written before it answers. So the
// gateway is taken to go on while the till is dead: it is opened here on that book.

/** The practice gateway forgets older charges; a real one does not. A till is replaced before. */
const BOOK_HOLDS = 200

/** An address that was about to be shown, as `record-shown.cjs` wrote it down. */
export type Shown = {
  readonly window: 'cashier' | 'customer'
  readonly address: string
  /** The journal held its charge before it crossed to the window. */
  readonly wasRecorded: boolean
}

export function shownIn(folder: string): readonly Shown[] {
  const file = join(folder, 'shown.jsonl')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Shown)
}

async function withGateway<T>(folder: string, act: (gateway: SimulatorControl) => Promise<T>): Promise<T> {
  const simulator: Simulator = await startSimulator({
    stateFile: join(folder, 'practice-gateway.json'),
    autoAdvance: false,
  })
  try {
    return await act(simulator.control)
  } finally {
    await simulator.close()
  }
}

/** Customers pay, only what a screen showed them; the gateway goes on. Returns the charges that deposits were made to. */
export function whileAway(folder: string, acts: Life['away']): Promise<readonly string[]> {
  return withGateway(folder, async (gateway) => {
    const paid: string[] = []
    for (const { back, act } of acts) {
      const charge = await chargeShown(folder, gateway, back)
      if (charge && (await happens(gateway, charge, act))) paid.push(charge.paymentId)
    }
    return paid
  })
}

/** True when a deposit was made. */
async function happens(gateway: SimulatorControl, charge: ChargeView, act: AwayAct): Promise<boolean> {
  const { paymentId, status } = charge
  if (act === 'expire' || act === 'fail') {
    if (status === 'waiting') await gateway[act]({ paymentId })
    return false
  }
  if (act === 'finish') await unlessEnded(gateway.finish({ paymentId }))
  else await gateway.pay({ paymentId, kind: act })
  return true
}

async function chargeShown(
  folder: string,
  gateway: SimulatorControl,
  back: number,
): Promise<ChargeView | undefined> {
  const addresses = [...new Set(shownIn(folder).map(({ address }) => address))]
  const address = addresses.at(-1 - back)
  const { charges } = await gateway.charges()
  return charges.find((charge) => charge.address === address && charge.parentPaymentId === null)
}

/** Every deposit reaches its last stage; then the book says what is true. */
export function settled(folder: string): Promise<readonly ChargeView[]> {
  return withGateway(folder, async (gateway) => {
    for (;;) {
      const { charges } = await gateway.charges()
      const moving = charges.filter(({ canStep }) => canStep)
      if (charges.length >= BOOK_HOLDS)
        throw new Error(`the practice gateway keeps ${BOOK_HOLDS} charges only`)
      if (moving.length === 0) return charges
      for (const { paymentId } of moving) await gateway.step({ paymentId })
    }
  })
}

/** A payment that has ended meanwhile has no further stage: an answer, not a failure. */
export async function unlessEnded(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!/has ended|no next stage/.test(String(error))) throw error
  })
}
