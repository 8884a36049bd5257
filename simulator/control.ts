import { Hono } from 'hono'
import { z } from 'zod'
import { createChargeHandlers } from './control/charge-handlers.ts'
import {
  type ControlHandlers,
  type ControlName,
  controlContract,
  controlNames,
  controlPath,
  type SimulatorControl,
} from './control/contract.ts'
import type { ControlDependencies } from './control/dependencies.ts'
import { controlError, isControlError } from './control/error.ts'
import { createGatewayHandlers } from './control/gateway-handlers.ts'

// Derives the in-process control and the HTTP routes from the contract: one function per entry, checked in one place.

type AnyHandler = (input: unknown) => unknown

const createHandlers = (dependencies: ControlDependencies): ControlHandlers => {
  const charges = createChargeHandlers(dependencies)
  const { shopName, clock, faults, vendors } = dependencies
  return {
    ...charges,
    ...createGatewayHandlers(dependencies),
    state: async () => ({
      shopName,
      now: new Date(clock.now()).toISOString(),
      charges: (await charges.charges({})).charges,
      faults: [...faults.list()],
      settings: Object.fromEntries(
        vendors.map(({ definition, vendor }) => [definition.name, vendor.settings()]),
      ),
    }),
  }
}

const checked = (name: ControlName, handler: AnyHandler) => async (input: unknown) => {
  const parsed = controlContract[name].input.safeParse(input)
  if (!parsed.success) throw controlError(400, z.prettifyError(parsed.error))
  return handler(parsed.data)
}

export const createControl = (dependencies: ControlDependencies): SimulatorControl => {
  const handlers = createHandlers(dependencies)
  const entries = controlNames.map((name) => [name, checked(name, handlers[name] as AnyHandler)])
  return Object.fromEntries(entries)
}

export const createControlRoutes = (control: SimulatorControl): Hono => {
  const routes = new Hono()
  for (const name of controlNames) {
    const run = control[name] as AnyHandler
    const path = `/${controlPath(name)}`
    if (controlContract[name].reads) routes.get(path, async (c) => c.json((await run({})) as object))
    routes.post(path, async (c) => {
      const text = await c.req.text()
      return c.json((await run(text === '' ? undefined : JSON.parse(text))) as object)
    })
  }
  routes.onError((error, c) => {
    if (isControlError(error)) return c.json({ error: error.message }, error.controlStatus)
    if (error instanceof SyntaxError) return c.json({ error: 'The body is not JSON.' }, 400)
    return c.json({ error: String(error) }, 500)
  })
  routes.notFound((c) => c.json({ error: 'There is no such control.' }, 404))
  return routes
}
