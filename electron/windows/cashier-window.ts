import { BrowserWindow } from 'electron'
import type { EarlyLog } from '../early-log.ts'
import type { TrustedSenders } from '../ipc/trusted-senders.ts'
import { loadPage } from './load-page.ts'
import { windowOptions } from './window-options.ts'

export type CashierWindow = {
  readonly window: BrowserWindow
  /** In front, restored, with the keyboard: for a second start of the app. */
  focus(): void
}

export function openCashierWindow(outFolder: string, senders: TrustedSenders, log: EarlyLog): CashierWindow {
  const window = new BrowserWindow({
    ...windowOptions(outFolder),
    title: 'USDTill',
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 600,
    useContentSize: true,
  })
  senders.trust(window.webContents, 'cashier')
  loadPage(window, 'cashier', log)
  return {
    window,
    focus() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}
