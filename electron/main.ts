import { join } from 'node:path'
import { app, ipcMain, Menu, protocol, session } from 'electron'
import type { ComposedApp } from './compose.ts'
import { createEarlyLog } from './early-log.ts'
import { createFrontDoor } from './ipc/front-door.ts'
import { createTrustedSenders } from './ipc/trusted-senders.ts'
import { isPageOf, registerAppScheme, serveApp } from './security/app-protocol.ts'
import { lockDown } from './security/lock-down.ts'
import { openCashierWindow } from './windows/cashier-window.ts'

/**
 * Lifecycle only: one instance, one composition, one orderly end. The services are read while Electron gets ready, and
 * built while the cashier's window loads; this file therefore imports nothing that is not needed for the window.
 */
function start(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  registerAppScheme(protocol)
  Menu.setApplicationMenu(null)
  const services = import('./compose.ts')
  let composed: ComposedApp | undefined
  app.on('second-instance', () => composed?.focus())
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => composed?.close())
  process.on('uncaughtExceptionMonitor', (error) =>
    composed?.log.fatal({ err: error }, 'main: uncaught exception'),
  )
  process.on('unhandledRejection', (reason) =>
    composed?.log.error({ err: reason }, 'main: unhandled rejection'),
  )
  app
    .whenReady()
    .then(() => open(services))
    .then(
      (opened) => {
        composed = opened
      },
      (error: unknown) => {
        process.stderr.write(`USDTill cannot start: ${String(error)}\n`)
        app.exit(1)
      },
    )
}

async function open(services: Promise<typeof import('./compose.ts')>): Promise<ComposedApp> {
  const outFolder = join(import.meta.dirname, '..')
  const early = createEarlyLog()
  const senders = createTrustedSenders(isPageOf)
  const guests = lockDown(app, session.defaultSession, early.log)
  serveApp(protocol, join(outFolder, 'renderer'))
  const answerWith = createFrontDoor(ipcMain)
  const cashier = openCashierWindow(outFolder, senders, early.log)
  const { compose } = await services
  return compose({ outFolder, senders, guests, cashier, early, answerWith })
}

start()
