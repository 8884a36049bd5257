import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { createCallLog } from './call-log.ts'
import { createCallbacks } from './callbacks.ts'
import { createChain } from './chain.ts'
import { createRealClock, type SimulatorClock } from './clock.ts'
import type { SimulatorControl } from './control/contract.ts'
import { createControl } from './control.ts'
import { createFaults } from './faults.ts'
import { type Account, accountFrom, type Settings } from './nowpayments/settings.ts'
import { createRandom } from './random.ts'
import { baseOf, startVendors, type VendorName, type VendorOptions } from './running-vendors.ts'

// Starts the practice gateway on a loopback port. Importing this file starts nothing.

export type SimulatorOptions = {
  /** 0, the default, takes any free port. */
  port?: number
  host?: '127.0.0.1'
  clock?: SimulatorClock
  /** The same seed gives the same addresses and ids. Without one every start draws its own. */
  seed?: number
  /** False: stages move only by the control `step`. */
  autoAdvance?: boolean
  /** NOWPayments' settings. */
  settings?: Partial<Settings>
  /** NOWPayments' accounts by key or in full; the first is the one controls mean. Default: practice and sandbox. */
  apiKeys?: readonly (string | (Partial<Account> & { apiKey: string }))[]
  /** What the other vendors are started with, by name. */
  vendors?: Omit<VendorOptions, 'nowpayments'>
  shopName?: string
  /** NOWPayments' charges are kept in this file from one start to the next. Default: they are forgotten. */
  stateFile?: string
  /** When given, the controls and the panel answer only to who has it. */
  accessToken?: string
}

export type Simulator = {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** The base a NOWPayments client is pointed at. */
  nowpaymentsUrl: string
  /** The same of any vendor. */
  urlOf(vendor: VendorName): string
  controlUrl: string
  /** Carries the access token when there is one: open it as it is. */
  panelUrl: string
  control: SimulatorControl
  /** Stops listening, drops open connections and forgets what was scheduled. */
  close(): Promise<void>
}

export type SimulatorParts = { app: Hono; control: SimulatorControl; clock: SimulatorClock }

const nowpaymentsOptions = ({ apiKeys, settings, stateFile }: SimulatorOptions) => ({
  settings: settings ?? {},
  stateFile,
  ...(apiKeys !== undefined && {
    accounts: apiKeys.map((given) => accountFrom(typeof given === 'string' ? { apiKey: given } : given)),
  }),
})

/** The gateway without a port: tests call `app.request` on it. */
export const createSimulator = (
  options: SimulatorOptions = {},
  origin: () => string = () => 'http://127.0.0.1',
): SimulatorParts => {
  const clock = options.clock ?? createRealClock()
  const random = createRandom(options.seed)
  const chain = createChain(random)
  const callbacks = createCallbacks(clock)
  const faults = createFaults()
  const calls = createCallLog()
  const shopName = options.shopName ?? 'Practice shop'
  const vendors = startVendors(
    { clock, random, chain, callbacks, origin },
    { ...options.vendors, nowpayments: nowpaymentsOptions(options) },
  )
  if (options.autoAdvance !== undefined) {
    for (const { vendor } of vendors) vendor.configure({ autoAdvance: options.autoAdvance })
  }
  const control = createControl({ shopName, clock, chain, faults, callbacks, calls, vendors })
  const { accessToken } = options
  const app = createApp({ clock, chain, faults, calls, control, vendors, shopName, accessToken })
  return { app, control, clock }
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Rejects with the system's error when the port is taken. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  let origin = ''
  const { app, control, clock } = createSimulator(options, () => origin)
  const server = createServer(getRequestListener(app.fetch))
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  origin = `http://127.0.0.1:${port}`
  const token = options.accessToken === undefined ? '' : `?token=${encodeURIComponent(options.accessToken)}`
  return {
    origin,
    nowpaymentsUrl: `${origin}${baseOf('nowpayments')}`,
    urlOf: (vendor) => `${origin}${baseOf(vendor)}`,
    controlUrl: `${origin}/_control`,
    panelUrl: `${origin}/panel${token}`,
    control,
    close: async () => {
      clock.stop()
      await stop(server)
    },
  }
}
