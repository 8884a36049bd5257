import { join } from 'node:path'
import { app, dialog, ipcMain, powerMonitor, protocol, session } from 'electron'
import { contract } from '../shared/contract/contract.ts'
import { isoNow, systemClock } from './clock.ts'
import { createGatewayFactory } from './gateways/gateway-for-mode.ts'
import { customerHandlers } from './ipc/handlers/customer-handlers.ts'
import { paymentsHandlers, practiceHandlers } from './ipc/handlers/payment-handlers.ts'
import { reportsHandlers } from './ipc/handlers/report-handlers.ts'
import { credentialsHandlers, tillHandlers } from './ipc/handlers/till-handlers.ts'
import { createPublish } from './ipc/publish.ts'
import { registerHandlers } from './ipc/register-handlers.ts'
import { createTrustedSenders } from './ipc/trusted-senders.ts'
import { createLog, type Log } from './log.ts'
import { startPractice } from './practice.ts'
import { createReadyLine } from './ready-line.ts'
import { isPageOf, serveApp } from './security/app-protocol.ts'
import { lockDown } from './security/lock-down.ts'
import { createCredentials } from './settings/credentials.ts'
import { journalSigner } from './settings/journal-signer.ts'
import { createKeychain } from './settings/keychain.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { createTillControl } from './till-control.ts'
import { openCashierWindow } from './windows/cashier-window.ts'
import { createCustomerWindow } from './windows/customer-window.ts'

export type ComposedApp = {
  readonly log: Log
  /** A second start of the app: the first one comes to the front. */
  focus(): void
  close(): void
}

/** Builds every service once, in order. `outFolder` is where main, preload and renderer were built to. */
export async function compose(outFolder: string): Promise<ComposedApp> {
  const folder = app.getPath('userData')
  const version = app.getVersion()
  const log = createLog(join(folder, 'logs'), isoNow(systemClock).slice(0, 10), version)
  const settings = createSettingsStore(folder, Intl.DateTimeFormat().resolvedOptions().timeZone)

  const senders = createTrustedSenders(isPageOf)
  const publish = createPublish(contract, senders)
  lockDown(app, session.defaultSession, log)
  serveApp(protocol, join(outFolder, 'renderer'))

  const practice = await startPractice(settings.read().shopName, folder)
  const gateways = createGatewayFactory({
    clock: systemClock,
    version,
    practiceUrl: () => practice.baseUrl,
    loopbackUrl: process.env['USDTILL_NOWPAYMENTS_URL'],
  })
  const keychain = createKeychain()
  const customerWindow = createCustomerWindow(outFolder, senders, log)
  const control = await createTillControl({
    folder,
    version,
    clock: systemClock,
    random: Math.random,
    log,
    settings,
    credentials: createCredentials(keychain, gateways),
    signerFor: (mode) => journalSigner(keychain, mode),
    gateways,
    practice,
    publish: {
      till: publish.till.changed,
      payments: publish.payments.changed,
      customer(view) {
        if (view.kind === 'due') customerWindow.ensure()
        publish.customer.changed(view)
      },
    },
  })

  const host = process.env['USDTILL_HOST'] ?? 'electron'
  const onWindowUp = createReadyLine(
    (line) => process.stdout.write(line),
    () => control.state().mode,
    host,
  )
  const cashier = { window: undefined as ReturnType<typeof openCashierWindow> | undefined }
  registerHandlers(
    contract,
    {
      till: tillHandlers(control),
      credentials: credentialsHandlers(control),
      payments: paymentsHandlers(control, onWindowUp),
      practice: practiceHandlers(control),
      reports: reportsHandlers(control, {
        workerUrl: new URL('./report-worker.js', import.meta.url),
        log,
        askWhere: (name) => askWhere(cashier.window?.window, join(app.getPath('documents'), name)),
      }),
      customer: customerHandlers(control, onWindowUp),
    },
    { ipcMain, senders, log },
  )

  cashier.window = openCashierWindow(outFolder, senders, log)
  cashier.window.window.on('closed', () => app.quit())
  customerWindow.ensure()
  powerMonitor.on('resume', () => control.wake())
  log.info({ mode: control.state().mode, host }, 'till: open')

  return {
    log,
    focus: () => cashier.window?.focus(),
    close() {
      control.close()
      void practice.close()
      customerWindow.close()
    },
  }
}

async function askWhere(
  window: Electron.BrowserWindow | undefined,
  defaultPath: string,
): Promise<string | null> {
  const options = { defaultPath, filters: [{ name: 'CSV', extensions: ['csv'] }] }
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return answer.canceled ? null : answer.filePath
}
