import { join } from 'node:path'
import type { BrowserWindowConstructorOptions } from 'electron'

/** What every window of ours has in common: an untrusted page that can call the contract and nothing else. */
export function windowOptions(outFolder: string): BrowserWindowConstructorOptions {
  return {
    show: true,
    autoHideMenuBar: true,
    backgroundColor: '#f6f5f2',
    webPreferences: {
      preload: join(outFolder, 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A till in the background still counts down and shows what came.
      backgroundThrottling: false,
    },
  }
}
