import { BrowserWindow, type Display, type Rectangle, screen } from 'electron'
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
 * display comes or goes. `onOpened` gives the keyboard back to the cashier, whom a new window would take it from.
 */
export function createCustomerWindow(
  outFolder: string,
  senders: TrustedSenders,
  log: EarlyLog,
  onOpened: () => void,
): CustomerWindow {
  let window: BrowserWindow | undefined

  function open(): void {
    const second = secondDisplay()
    const created = new BrowserWindow({
      ...windowOptions(outFolder),
      ...(second ? second.bounds : besideTheCashier()),
      title: 'USDTill – customer',
      fullscreen: second !== undefined,
    })
    created.once('ready-to-show', onOpened)
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
      window.setBounds(besideTheCashier())
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

/** On one display: small, in the far corner, where it covers the least of the cashier's window. */
function besideTheCashier(): Rectangle {
  const { x, y, width, height } = screen.getPrimaryDisplay().workArea
  const size = { width: Math.min(800, width), height: Math.min(480, height) }
  return { ...size, x: x + width - size.width, y: y + height - size.height }
}

/** What the customer looks at: the second display where there is one. */
export function customerDisplay(): Display {
  return secondDisplay() ?? screen.getPrimaryDisplay()
}

function secondDisplay(): Display | undefined {
  const primary = screen.getPrimaryDisplay()
  return screen.getAllDisplays().find((display) => display.id !== primary.id)
}
