import type { BrowserWindow } from 'electron'
import type { WindowRole } from '../../shared/contract/define.ts'
import type { EarlyLog } from '../early-log.ts'
import { pageUrl } from '../security/app-protocol.ts'

/** Shows a window's page, and shows it again when its process dies: a till without a screen takes no money. */
export function loadPage(window: BrowserWindow, role: WindowRole, log: EarlyLog): void {
  const load = () => {
    if (window.isDestroyed()) return
    window
      .loadURL(pageUrl(role))
      .catch((error: unknown) => log.error({ role, err: error }, 'window: page not loaded'))
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error({ role, reason }, 'window: process gone')
    if (reason !== 'clean-exit') load()
  })
  load()
}
