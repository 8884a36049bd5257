import { EventEmitter } from 'node:events'
import { launchArguments } from '../arguments.ts'
import { application } from './application-package.ts'
import { commandLine } from './command-line.ts'
import { preventable } from './event.ts'
import { getPath, setPath } from './paths.ts'
import { createInstanceLock } from './single-instance.ts'
import type { Differs, None } from './typed-against-electron.ts'

/** What app needs from the windows and from Chromium, given to it at start so that it depends on neither. */
export type AppDependencies = {
  /** Asks every window to close; false when one refuses. */
  readonly closeWindows: () => Promise<boolean>
  readonly closeChromium: () => Promise<void>
}

const lock = createInstanceLock()
const ready = Promise.withResolvers<void>()
let isReady = false
let dependencies: AppDependencies | undefined
let quitting = false
let exiting = false

class App extends EventEmitter {
  readonly commandLine = commandLine
  readonly isPackaged = false
  name: string = application.name

  isReady(): boolean {
    return isReady
  }
  whenReady(): Promise<void> {
    return ready.promise
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getVersion(): string {
    return application.version
  }
  getAppPath(): string {
    return application.folder
  }
  getPath(path: Parameters<Electron.App['getPath']>[0]): string {
    return getPath(path)
  }
  setPath(path: string, value: string): void {
    setPath(path, value)
  }
  getLocale(): string {
    return launchArguments.switches.get('lang') ?? Intl.DateTimeFormat().resolvedOptions().locale
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()]
  }
  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return lock.request(getPath('userData'), additionalData, ({ argv, folder, data }) => {
      this.emit('second-instance', preventable({}), argv, folder, data)
    })
  }
  hasSingleInstanceLock(): boolean {
    return lock.held()
  }
  releaseSingleInstanceLock(): void {
    lock.release()
  }
  quit(): void {
    void quit()
  }
  exit(code = 0): void {
    void exit(code)
  }
  // Chromium sandboxes every renderer, unless it runs as root; there is no taskbar to group windows in.
  enableSandbox(): void {}
  setAppUserModelId(_id: string): void {}
  disableHardwareAcceleration(): void {
    commandLine.appendSwitch('disable-gpu')
  }
  focus(): void {}
}

export const app = new App()

export type AppDiffers = None<Differs<App, Electron.App>>

/** Emits `ready`: through the object, because Playwright's loader replaces `emit` and holds `ready` back. */
export function becomeReady(given: AppDependencies): void {
  dependencies = given
  isReady = true
  app.emit('ready', preventable({}), {})
  ready.resolve()
}

export function isQuitting(): boolean {
  return quitting || exiting
}

export function allWindowsClosed(): void {
  if (isQuitting()) return
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else app.quit()
}

async function quit(): Promise<void> {
  if (quitting || exiting) return
  const before = preventable({})
  app.emit('before-quit', before)
  if (before.defaultPrevented) return
  quitting = true
  const closed = (await dependencies?.closeWindows()) ?? true
  const will = preventable({})
  if (closed) app.emit('will-quit', will)
  if (!closed || will.defaultPrevented) quitting = false
  else await exit(0)
}

async function exit(code: number): Promise<void> {
  if (exiting) return
  exiting = true
  app.emit('quit', preventable({}), code)
  await dependencies?.closeChromium()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
