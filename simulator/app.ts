import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Call, CallLog } from './call-log.ts'
import type { Chain } from './chain.ts'
import type { SimulatorClock } from './clock.ts'
import type { SimulatorControl } from './control/contract.ts'
import { createControlRoutes } from './control.ts'
import type { Faults } from './faults.ts'
import { onlyJsonPosts, onlyLoopback, onlyWithToken } from './guard.ts'
import { type CallEnv, createMisbehaviour } from './misbehaviour/middleware.ts'
import { createPanelRoutes } from './panel.ts'
import type { RunningVendor } from './running-vendors.ts'

// The whole gateway as a function from Request to Response.

export type AppDependencies = {
  clock: SimulatorClock
  chain: Chain
  faults: Faults
  calls: CallLog
  control: SimulatorControl
  vendors: readonly RunningVendor[]
  shopName: string
  accessToken?: string | undefined
}

/** Never leaves this process: the connection is gone by then. */
const cutStatus = 599

type Connection = Partial<HttpBindings>

/** Ends the connection without a reply. Without a connection, in a direct call, an empty error stands for it. */
const cut = (c: Context): Response => {
  const { outgoing } = (c.env ?? {}) as Connection
  outgoing?.socket?.destroy()
  return new Response(null, { status: cutStatus })
}

const createVendorApp = (dependencies: AppDependencies, { definition, vendor }: RunningVendor) => {
  const { clock, chain, faults, calls } = dependencies
  const vendorPath = (c: Context): string => c.req.path.slice(definition.base.length)
  const app = new Hono<CallEnv>()
  app.use(async (c, next) => {
    const call: Call = {
      at: clock.now(),
      vendor: definition.name,
      method: c.req.method,
      path: vendorPath(c),
      state: 'under way',
      status: null,
    }
    calls.add(call)
    c.set('call', call)
    await next()
    c.res.headers.set('date', new Date(clock.now() + vendor.dateSkewMs()).toUTCString())
    const isCut = c.res.status === cutStatus
    Object.assign(call, isCut ? { state: 'cut' } : { state: 'answered', status: c.res.status })
  })
  app.use(createMisbehaviour({ clock, chain, faults, vendorFaults: vendor.faults, vendorPath, cut }))
  app.route('/', vendor.routes)
  return app
}

export const createApp = (dependencies: AppDependencies): Hono => {
  const { control, vendors, shopName, accessToken } = dependencies
  const needsToken = onlyWithToken(accessToken)
  const app = new Hono()
  app.use(onlyLoopback)
  for (const running of vendors) app.route(running.definition.base, createVendorApp(dependencies, running))
  app.use('/_control/*', needsToken, onlyJsonPosts)
  app.route('/_control', createControlRoutes(control))
  app.use('/panel/*', needsToken)
  app.route('/panel', createPanelRoutes(shopName, accessToken))
  for (const { vendor } of vendors) if (vendor.pages) app.route(vendor.pages.path, vendor.pages.routes)
  return app
}
