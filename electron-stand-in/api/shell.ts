import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { headless } from '../chromium/settings.ts'

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' }

export const shell = {
  openExternal: async (url: string) => open(url),
  openPath: async (path: string) => {
    open(path)
    return ''
  },
  showItemInFolder: (path: string) => open(dirname(path)),
} satisfies Partial<Electron.Shell>

function open(what: string): void {
  if (headless) {
    console.error(`Electron stand-in: nobody to show ${what} to.`)
    return
  }
  const opener = spawn(openers[process.platform] ?? 'xdg-open', [what], { stdio: 'ignore', detached: true })
  opener.once('error', (error) => console.error(`${what} could not be opened: ${error.message}`))
  opener.unref()
}
