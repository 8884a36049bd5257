import { BrowserWindow, type Session, session } from 'electron'
import type { EarlyLog } from '../early-log.ts'
import type { PageGate } from '../gateways/page-gate.ts'
import type { Guests } from '../security/lock-down.ts'
import { customerDisplay } from './customer-window.ts'

/** In memory: what the page keeps is gone with the app, and taken away when the window closes. */
const PARTITION = 'hosted-page'
const SIZE = { width: 600, height: 800 } as const
const TITLE = 'Pay with USDT-TRC20'

export type HostedPageWindow = {
  /** Shows a page of the gateway's; another one takes the place of the last. */
  open(url: string, gate: PageGate): void
  /** Nothing when none is open. `onClosed` is not called. */
  close(): void
  /** The window is gone, and it was a person who closed it. */
  onClosed(listener: () => void): void
}

/**
 * The one window that shows what is not ours: the gateway's own page, for the customer. It has no preload and so nothing
 * to call, a session of its own without permissions, and every address it goes to or loads from passes the gate.
 */
export function createHostedPageWindow(guests: Guests, log: EarlyLog): HostedPageWindow {
  let window: BrowserWindow | undefined
  let closed: () => void = () => undefined

  function close(): void {
    const gone = window
    window = undefined
    gone?.destroy()
  }

  function open(url: string, gate: PageGate): void {
    close()
    const own = session.fromPartition(PARTITION)
    shutIn(own, gate, log)
    const created = new BrowserWindow({
      ...placeOnCustomerDisplay(),
      title: TITLE,
      show: false,
      autoHideMenuBar: true,
      // The customer's window fills its display: behind it nobody would see the page.
      alwaysOnTop: true,
      webPreferences: {
        partition: PARTITION,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    })
    window = created
    guests.admit(created.webContents, gate)
    created.on('page-title-updated', (event) => event.preventDefault())
    created.on('closed', () => {
      void own.clearStorageData()
      if (window !== created) return
      window = undefined
      closed()
    })
    // Shown without the keyboard, which stays with the cashier's keypad.
    created.once('ready-to-show', () => created.showInactive())
    created.webContents.on('render-process-gone', () => created.destroy())
    created.loadURL(url).catch((error: unknown) => {
      // The page may go on to another address of its own before it has loaded.
      if (created.isDestroyed() || codeOf(error) === 'ERR_ABORTED') return
      log.warn({ code: codeOf(error) }, 'hosted page: not loaded')
      created.destroy()
    })
  }

  return {
    open,
    close,
    onClosed(listener) {
      closed = listener
    },
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null
}

/** What a page holds in itself (`data:`, `blob:`) comes from nowhere else. */
function shutIn(own: Session, gate: PageGate, log: EarlyLog): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.removeAllListeners('will-download')
  own.on('will-download', (event) => event.preventDefault())
  own.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = gate(url) || url.startsWith('data:') || url.startsWith('blob:')
    if (!isAllowed) log.warn({ host: URL.parse(url)?.host }, 'hosted page: request refused')
    answer({ cancel: !isAllowed })
  })
}

/** In the middle of the display that the customer sees. */
function placeOnCustomerDisplay() {
  const area = customerDisplay().workArea
  const width = Math.min(SIZE.width, area.width)
  const height = Math.min(SIZE.height, area.height)
  return {
    width,
    height,
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
  }
}
