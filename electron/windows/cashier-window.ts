import { BrowserWindow } from 'electron'
import type { TrustedSenders } from '../ipc/trusted-senders.ts'
import { pageUrl } from '../security/app-protocol.ts'
import { windowOptions } from './window-options.ts'

export type CashierWindow = {
  readonly window: BrowserWindow
  /** In front, restored, with the keyboard: for a second start of the app. */
  focus(): void
}

export function openCashierWindow(outFolder: string, senders: TrustedSenders): CashierWindow {
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
  void window.loadURL(pageUrl('cashier'))
  return {
    window,
    focus() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}
