import { BrowserWindow, type Display, screen } from 'electron'
import type { EarlyLog } from '../early-log.ts'
import type { TrustedSenders } from '../ipc/trusted-senders.ts'
import { loadPage } from './load-page.ts'
import { windowOptions } from './window-options.ts'

export type CustomerWindow = {
  /** Opens it if someone closed it: the customer must see the charge. */
  ensure(): void
  close(): void
}

/**
 * The customer display: full screen on the second display when there is one, otherwise a normal window. Moves when a
 * display comes or goes, and never takes the keyboard from the cashier.
 */
export function createCustomerWindow(
  outFolder: string,
  senders: TrustedSenders,
  log: EarlyLog,
): CustomerWindow {
  let window: BrowserWindow | undefined

  function open(): void {
    const second = secondDisplay()
    const place = second ? { x: second.bounds.x, y: second.bounds.y } : {}
    const created = new BrowserWindow({
      ...windowOptions(outFolder),
      ...place,
      title: 'USDTill – customer',
      width: second?.bounds.width ?? 1024,
      height: second?.bounds.height ?? 600,
      useContentSize: true,
      fullscreen: second !== undefined,
    })
    window = created
    senders.trust(created.webContents, 'customer')
    created.on('closed', () => {
      if (window === created) window = undefined
    })
    loadPage(created, 'customer', log)
  }

  function place(): void {
    if (!window) return
    const second = secondDisplay()
    window.setFullScreen(false)
    if (second) {
      window.setBounds(second.bounds)
      window.setFullScreen(true)
    } else {
      const { x, y } = screen.getPrimaryDisplay().workArea
      window.setBounds({ x: x + 40, y: y + 40, width: 1024, height: 600 })
    }
  }

  screen.on('display-added', place)
  screen.on('display-removed', place)

  return {
    ensure() {
      if (!window) open()
    },
    close() {
      screen.removeListener('display-added', place)
      screen.removeListener('display-removed', place)
      window?.destroy()
    },
  }
}

function secondDisplay(): Display | undefined {
  const primary = screen.getPrimaryDisplay()
  return screen.getAllDisplays().find((display) => display.id !== primary.id)
}
