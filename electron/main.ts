import { join } from 'node:path'
import { app, Menu, protocol } from 'electron'
import { type ComposedApp, compose } from './compose.ts'
import { registerAppScheme } from './security/app-protocol.ts'

/** Lifecycle only: one instance, one composition, one orderly end. */
function start(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  registerAppScheme(protocol)
  Menu.setApplicationMenu(null)
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
  app.whenReady().then(
    async () => {
      composed = await compose(join(import.meta.dirname, '..'))
    },
    () => app.exit(1),
  )
}

start()
