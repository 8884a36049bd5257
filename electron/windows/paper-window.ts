import { BrowserWindow } from 'electron'
import type { EarlyLog } from '../early-log.ts'
import type { TrustedSenders } from '../ipc/trusted-senders.ts'
import type { PaperPage, Printed } from '../paper/paper-desk.ts'
import { pageUrl } from '../security/app-protocol.ts'
import { windowOptions } from './window-options.ts'

/**
 * The window that is never seen: a page of ours, as shut in as the others, that may ask for what it is to draw and for
 * nothing else.
 */
export function openPaperPage(outFolder: string, senders: TrustedSenders, log: EarlyLog): PaperPage {
  const window = new BrowserWindow({ ...windowOptions(outFolder), show: false, width: 900, height: 1200 })
  const { webContents } = window
  senders.trust(webContents, 'paper')
  const failed = new Promise<never>((_resolve, reject) => {
    webContents.once('render-process-gone', (_event, { reason }) => reject(new Error(reason)))
    window.once('closed', () => reject(new Error('closed')))
    window.loadURL(pageUrl('paper')).catch(reject)
  })
  failed.catch((error: unknown) => {
    if (!window.isDestroyed()) log.error({ err: error }, 'paper: page failed')
  })
  return {
    failed,
    pdf: ({ width, height, margin }) =>
      webContents.printToPDF({
        pageSize: { width, height },
        margins: { top: margin, bottom: margin, left: margin, right: margin },
        printBackground: true,
      }),
    async print(): Promise<Printed> {
      // Without a printer Electron says so in words that differ by system.
      if ((await webContents.getPrintersAsync()).length === 0) return 'noPrinter'
      return new Promise((resolve) => {
        const options = { silent: true, usePrinterDefaultPageSize: true, printBackground: true } as const
        webContents.print(
          { ...options, margins: { marginType: 'printableArea' } },
          (isPrinted: boolean, reason: string) => {
            if (!isPrinted) log.warn({ reason }, 'paper: not printed')
            resolve(isPrinted ? 'printed' : 'failed')
          },
        )
      })
    },
    close() {
      if (!window.isDestroyed()) window.destroy()
    },
  }
}
