import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Call, CallLog } from './call-log.ts'
import type { Chain } from './chain.ts'
import type { SimulatorClock } from './clock.ts'
import type { SimulatorControl } from './control/contract.ts'
import { createControlRoutes } from './control.ts'
import type { Faults } from './faults.ts'
import { onlyJsonPosts, onlyLoopback, onlyWithToken } from './guard.ts'
import type { Nowpayments } from './nowpayments/gateway.ts'
import { createHostedPage } from './nowpayments/hosted-page.ts'
import { type CallEnv, createMisbehaviour } from './nowpayments/misbehaviour/middleware.ts'
import { createNowpaymentsRoutes } from './nowpayments/routes.ts'
import { createPanelRoutes } from './panel.ts'

// The whole gateway as a function from Request to Response.

export const nowpaymentsBase = '/nowpayments/v1'

export type AppDependencies = {
  clock: SimulatorClock
  chain: Chain
  faults: Faults
  calls: CallLog
  control: SimulatorControl
  nowpayments: Nowpayments
  shopName: string
  accessToken?: string | undefined
  /** Where this server is reached, once it listens. */
  origin: () => string
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

const vendorPath = (c: Context): string => c.req.path.slice(nowpaymentsBase.length)

const createVendorApp = (dependencies: AppDependencies): Hono<CallEnv> => {
  const { clock, chain, faults, calls, nowpayments, origin } = dependencies
  const app = new Hono<CallEnv>()
  app.use(async (c, next) => {
    const call: Call = {
      at: clock.now(),
      method: c.req.method,
      path: vendorPath(c),
      state: 'under way',
      status: null,
    }
    calls.add(call)
    c.set('call', call)
    await next()
    const isCut = c.res.status === cutStatus
    Object.assign(call, isCut ? { state: 'cut' } : { state: 'answered', status: c.res.status })
  })
  app.use(createMisbehaviour({ clock, chain, faults, vendorPath, cut }))
  app.route('/', createNowpaymentsRoutes(nowpayments, origin))
  return app
}

export const createApp = (dependencies: AppDependencies): Hono => {
  const { clock, control, nowpayments, shopName, accessToken } = dependencies
  const needsToken = onlyWithToken(accessToken)
  const app = new Hono()
  app.use(onlyLoopback)
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('date', new Date(clock.now() + nowpayments.settings().dateSkewMs).toUTCString())
  })
  app.route(nowpaymentsBase, createVendorApp(dependencies))
  app.use('/_control/*', needsToken, onlyJsonPosts)
  app.route('/_control', createControlRoutes(control))
  app.use('/panel/*', needsToken)
  app.route('/panel', createPanelRoutes(shopName, accessToken))
  app.route('/payment/', createHostedPage(nowpayments))
  return app
}
