import { extname, join } from 'node:path'
import { app, dialog, powerMonitor } from 'electron'
import { contract } from '../shared/contract/contract.ts'
import type { PeriodSummary } from '../shared/contract/summary.ts'
import type { TillState } from '../shared/contract/till.ts'
import type { createEarlyLog } from './early-log.ts'
import { createGatewayFactory } from './gateways/gateway-for-mode.ts'
import { isLoopback } from './gateways/loopback.ts'
import { createAnswerCall } from './ipc/answer-calls.ts'
import type { AnswerCall } from './ipc/front-door.ts'
import { accountHandlers } from './ipc/handlers/account-handlers.ts'
import { chainHandlers } from './ipc/handlers/chain-handlers.ts'
import { customerHandlers } from './ipc/handlers/customer-handlers.ts'
import { dashboardHandlers } from './ipc/handlers/dashboard-handlers.ts'
import { exportsHandlers } from './ipc/handlers/export-handlers.ts'
import { gatewaysHandlers } from './ipc/handlers/gateway-handlers.ts'
import { paperHandlers } from './ipc/handlers/paper-handlers.ts'
import { paymentsHandlers, practiceHandlers } from './ipc/handlers/payment-handlers.ts'
import { peopleHandlers } from './ipc/handlers/people-handlers.ts'
import { reconciliationHandlers } from './ipc/handlers/reconciliation-handlers.ts'
import { refundsHandlers } from './ipc/handlers/refund-handlers.ts'
import { reportsHandlers } from './ipc/handlers/report-handlers.ts'
import { searchHandlers } from './ipc/handlers/search-handlers.ts'
import { shiftsHandlers } from './ipc/handlers/shift-handlers.ts'
import { ownerHandlers, relayHandlers, tillHandlers } from './ipc/handlers/till-handlers.ts'
import { tillsHandlers } from './ipc/handlers/tills-handlers.ts'
import { createPublish } from './ipc/publish.ts'
import type { TrustedSenders } from './ipc/trusted-senders.ts'
import { createLog, type Log } from './log.ts'
import { createPaperDesk } from './paper/paper-desk.ts'
import { startPractice } from './practice.ts'
import { createReadyLine } from './ready-line.ts'
import type { Guests } from './security/lock-down.ts'
import { createCredentials } from './settings/credentials.ts'
import { journalSigner } from './settings/journal-signer.ts'
import { createKeychain } from './settings/keychain.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { createTillControl } from './till-control.ts'
import { createTillsReading } from './tills/reading/tills-reading.ts'
import { createTillsDesk } from './tills/tills-desk.ts'
import { isoNow } from './time/clock.ts'
import { createSteadyClock, thisComputer } from './time/steady-clock.ts'
import type { CashierWindow } from './windows/cashier-window.ts'
import { createCustomerWindow } from './windows/customer-window.ts'
import { createHostedPageWindow } from './windows/hosted-page-window.ts'
import { openPaperPage } from './windows/paper-window.ts'

export type ComposedApp = {
  readonly log: Log
  /** A second start of the app: the first one comes to the front. */
  focus(): void
  close(): void
}

/** What stands before the services do. */
type Opened = {
  /** Where main, preload and renderer were built to. */
  readonly outFolder: string
  readonly senders: TrustedSenders
  readonly guests: Guests
  readonly cashier: CashierWindow
  readonly early: ReturnType<typeof createEarlyLog>
  /** Lets the windows' calls in. */
  readonly answerWith: (answer: AnswerCall) => void
}

/** Builds every service once, in order. */
export async function compose({
  outFolder,
  senders,
  guests,
  cashier,
  early,
  answerWith,
}: Opened): Promise<ComposedApp> {
  const folder = app.getPath('userData')
  const version = app.getVersion()
  const clock = createSteadyClock(thisComputer)
  const log = createLog(join(folder, 'logs'), isoNow(clock).slice(0, 10), version)
  early.attach(log)
  const settings = createSettingsStore(folder, Intl.DateTimeFormat().resolvedOptions().timeZone)
  const publish = createPublish(contract, senders)
  const customerWindow = createCustomerWindow(outFolder, senders, log, () => cashier.focus())

  const hostedPage = createHostedPageWindow(guests, log)

  const practice = await startPractice(settings.read().shopName, folder)
  const gateways = createGatewayFactory({
    clock,
    version,
    practiceUrl: () => practice.baseUrl,
    loopbackUrl: (vendor) => process.env[`USDTILL_${vendor.toUpperCase().replaceAll('-', '_')}_URL`],
  })
  const keychain = createKeychain(clock)
  const paper = createPaperDesk({ openPage: () => openPaperPage(outFolder, senders, log), clock })
  const keypad = Promise.withResolvers<void>()
  async function drawSummary(summary: PeriodSummary, till: TillState) {
    // At a start, files of days that ended meanwhile: the keypad comes first.
    await keypad.promise
    return paper.pdf({ paper: 'a4', drawing: { kind: 'period', summary }, till })
  }
  const control = await createTillControl({
    folder,
    version,
    clock,
    random: Math.random,
    log,
    settings,
    credentials: createCredentials(keychain, gateways),
    keychain,
    signerFor: (mode) => journalSigner(keychain, mode),
    gateways,
    practice,
    pagePlace: hostedPage,
    drawSummary,
    exportWorkerUrl: new URL('./export-worker.js', import.meta.url),
    chainUrl: loopbackOnly(process.env['USDTILL_TRONGRID_URL']),
    publish: {
      till: publish.till.changed,
      payments: publish.payments.changed,
      customer(view) {
        if (view.kind === 'due' || view.kind === 'tip') customerWindow.ensure()
        publish.customer.changed(view)
      },
    },
  })

  const host = process.env['USDTILL_HOST'] ?? 'electron'
  const isUp = createReadyLine(
    (line) => process.stdout.write(line),
    () => control.state().mode,
    host,
  )
  const shifts = shiftsHandlers(control)
  const payments = paymentsHandlers(control)
  const reading = createTillsReading({
    workerUrl: new URL('./tills-worker.js', import.meta.url),
    clock,
    onCrash: (reference, error) => log.error({ reference, err: error }, 'tills: thread died'),
  })
  const tills = createTillsDesk({
    ...{ folder, settings, keychain, clock, log, reading },
    open: () => control.till(),
  })
  const handlers = {
    till: tillHandlers(control, () => {
      isUp('cashier')
      keypad.resolve()
      // The keypad comes first: two windows drawing at once would keep both waiting.
      customerWindow.ensure()
    }),
    gateways: gatewaysHandlers(control),
    owner: ownerHandlers(control),
    people: peopleHandlers(control),
    shifts,
    relay: relayHandlers(control),
    chain: chainHandlers(control),
    account: accountHandlers(control),
    payments,
    practice: practiceHandlers(control),
    reports: reportsHandlers(control, {
      workerUrl: new URL('./report-worker.js', import.meta.url),
      clock,
      log,
      askWhere: (name) => askWhere(cashier, join(app.getPath('documents'), name)),
    }),
    exports: exportsHandlers(control, {
      clock,
      onProgress: publish.exports.progressed,
      draw: (summary) => drawSummary(summary, control.state()),
      askWhere: (name) => askWhere(cashier, join(app.getPath('documents'), name)),
      askFolder: () => askFolder(cashier, app.getPath('documents')),
    }),
    dashboard: dashboardHandlers(control, {
      workerUrl: new URL('./report-worker.js', import.meta.url),
      ...{ clock, log },
    }),
    search: searchHandlers(control, {
      workerUrl: new URL('./search-worker.js', import.meta.url),
      ...{ clock, log },
    }),
    reconciliation: reconciliationHandlers(control, {
      workerUrl: new URL('./reconciliation-worker.js', import.meta.url),
      ...{ folder, clock, log },
      onProgress: publish.reconciliation.progressed,
      askWhere: (name) => askWhere(cashier, join(app.getPath('documents'), name)),
    }),
    refunds: refundsHandlers(control),
    tills: tillsHandlers(control, {
      desk: tills,
      askFiles: () => askBundles(cashier, app.getPath('documents')),
      askFolder: () => askFolder(cashier, app.getPath('documents')),
      askWhere: (name) => askWhere(cashier, join(app.getPath('documents'), name)),
    }),
    paper: paperHandlers(control, {
      ...{ desk: paper, shifts, payments },
      askWhere: (name) => askWhere(cashier, join(app.getPath('documents'), name)),
    }),
    customer: customerHandlers(control, () => isUp('customer')),
  }
  answerWith(createAnswerCall(contract, handlers, { senders, gate: control.gate, log }))

  cashier.window.on('closed', () => app.quit())
  powerMonitor.on('resume', () => control.wake())
  log.info({ mode: control.state().mode, host }, 'till: open')

  return {
    log,
    focus: () => cashier.focus(),
    close() {
      control.close()
      void practice.close()
      customerWindow.close()
      hostedPage.close()
      paper.close()
      tills.close()
      reading.close()
    },
  }
}

/** A key is never sent to another machine than TronGrid's because of a variable someone set. */
function loopbackOnly(address: string | undefined): string | undefined {
  return address !== undefined && isLoopback(address) ? address : undefined
}

async function askWhere({ window }: CashierWindow, defaultPath: string): Promise<string | null> {
  const extension = extname(defaultPath).slice(1)
  const options = { defaultPath, filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }
  const answer = await dialog.showSaveDialog(window, options)
  return answer.canceled ? null : answer.filePath
}

async function askFolder({ window }: CashierWindow, defaultPath: string): Promise<string | null> {
  const options = { defaultPath, properties: ['openDirectory' as const, 'createDirectory' as const] }
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}

/** Of other tills, as many as there are. */
async function askBundles({ window }: CashierWindow, defaultPath: string): Promise<readonly string[]> {
  const filters = [{ name: 'USDTill', extensions: ['bundle'] }]
  const properties = ['openFile' as const, 'multiSelections' as const]
  const answer = await dialog.showOpenDialog(window, { defaultPath, filters, properties })
  return answer.canceled ? [] : answer.filePaths
}
