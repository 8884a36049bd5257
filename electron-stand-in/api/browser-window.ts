import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import { headless, type Rectangle } from '../chromium/settings.ts'
import { allWindowsClosed, app } from './app.ts'
import { host } from './current-host.ts'
import { preventable } from './event.ts'
import { chosenDark, nativeTheme } from './native-theme.ts'
import { screen } from './screen.ts'
import type { Differs, None } from './typed-against-electron.ts'
import { WebContents } from './web-contents.ts'
import { type Placement, placementOf } from './window-placement.ts'

type Options = Electron.BrowserWindowConstructorOptions

const all = new Map<number, BrowserWindow>()
let lastId = 0

export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId
  readonly webContents: WebContents
  #bounds: Rectangle
  #title: string
  #visible: boolean
  #fullScreen: boolean
  #minimized = false
  #destroyed = false
  #work: Promise<Placement>

  static getAllWindows(): BrowserWindow[] {
    return [...all.values()]
  }
  static fromId(id: number): BrowserWindow | null {
    return all.get(id) ?? null
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...all.values()].find((window) => window.webContents === contents) ?? null
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }

  constructor(options: Options = {}) {
    super()
    this.#bounds = boundsFrom(options)
    this.#title = options.title ?? app.getName()
    this.#visible = options.show ?? true
    this.#fullScreen = options.fullscreen ?? options.kiosk ?? false
    all.set(this.id, this)
    this.webContents = new WebContents(
      host().openTarget(this.#bounds),
      options.webPreferences ?? {},
      chosenDark,
    )
    this.#listen()
    this.#work = this.webContents.opened.then(async ({ target }) => {
      const placement = await placementOf(target)
      await placement.move(this.#bounds)
      if (this.#fullScreen) await placement.enter('fullscreen')
      return placement
    })
    this.#work.catch(() => undefined)
    app.emit('web-contents-created', preventable({}), this.webContents)
    app.emit('browser-window-created', preventable({}), this)
  }

  #listen(): void {
    this.webContents.once('-painted', () => {
      this.emit('ready-to-show')
    })
    this.webContents.on('-close', () => this.close())
    this.webContents.once('destroyed', () => this.#closed())
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  loadFile(path: string): Promise<void> {
    return this.webContents.loadURL(pathToFileURL(path).href)
  }
  reload(): void {
    this.webContents.reload()
  }

  // Chromium cannot hide a window; what the application believes is kept, so that its own logic holds.
  show(): void {
    this.#visible = true
    this.emit('show')
    this.focus()
  }
  showInactive(): void {
    this.#visible = true
    this.emit('show')
  }
  hide(): void {
    this.#visible = false
    this.emit('hide')
  }
  isVisible(): boolean {
    return this.#visible
  }

  focus(): void {
    if (this.#destroyed) return
    if (focused !== this) {
      focused?.emit('blur')
      focused = this
      this.emit('focus')
    }
    this.webContents.focus()
  }
  isFocused(): boolean {
    return focused === this
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    const wanted = this.#bounds
    this.#place((placement) => placement.move(wanted))
    this.emit('move')
    this.emit('resize')
  }
  getBounds(): Rectangle {
    return this.#fullScreen ? { ...screen.getDisplayMatching(this.#bounds).bounds } : { ...this.#bounds }
  }
  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }

  setFullScreen(flag: boolean): void {
    if (flag === this.#fullScreen) return
    this.#fullScreen = flag
    const { x, y, width, height } = this.#bounds
    this.#place(async (placement) => {
      await placement.enter(flag ? 'fullscreen' : 'normal')
      if (!flag) await placement.move({ x, y, width, height })
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen')
    })
  }
  isFullScreen(): boolean {
    return this.#fullScreen
  }
  setKiosk(flag: boolean): void {
    this.setFullScreen(flag)
  }
  isKiosk(): boolean {
    return this.#fullScreen
  }

  minimize(): void {
    this.#minimized = true
    if (!headless) this.#place((placement) => placement.enter('minimized'))
    this.emit('minimize')
  }
  restore(): void {
    if (!this.#minimized) return
    this.#minimized = false
    if (!headless) this.#place((placement) => placement.enter('normal'))
    this.emit('restore')
  }
  isMinimized(): boolean {
    return this.#minimized
  }
  maximize(): void {
    this.setBounds(screen.getDisplayMatching(this.#bounds).workArea)
  }

  setTitle(title: string): void {
    this.#title = title
  }
  getTitle(): string {
    return this.#title
  }
  // There is no menu bar, and Chromium's windows know neither of these.
  removeMenu(): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  setAlwaysOnTop(_flag: boolean): void {}
  setBackgroundColor(_color: string): void {}

  /** Asks first: a listener of `close` may refuse. */
  close(): void {
    if (this.#destroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy(): void {
    if (this.#destroyed) return
    const { opened } = this.webContents
    opened
      .then(({ target }) => host().browser.send('Target.closeTarget', { targetId: target.id }))
      .catch(() => undefined)
    this.webContents.markDestroyed()
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }

  #place(work: (placement: Placement) => Promise<void>): void {
    this.#work = this.#work.then(async (placement) => {
      await work(placement).catch(() => undefined)
      return placement
    })
    this.#work.catch(() => undefined)
  }

  #closed(): void {
    this.#destroyed = true
    all.delete(this.id)
    if (focused === this) focused = null
    this.emit('closed')
    if (all.size === 0) setImmediate(allWindowsClosed)
  }
}

let focused: BrowserWindow | null = null

export type BrowserWindowDiffers = None<
  Differs<BrowserWindow, Electron.BrowserWindow, 'webContents' | 'loadURL'>
>

nativeTheme.on('updated', () => {
  for (const { webContents } of all.values()) webContents.setDark(nativeTheme.shouldUseDarkColors)
})

/** Asks every window to close, as quitting does. */
export async function closeAllWindows(): Promise<boolean> {
  for (const window of BrowserWindow.getAllWindows()) window.close()
  return all.size === 0
}

function boundsFrom({ x, y, width = 800, height = 600 }: Options): Rectangle {
  const { workArea } = screen.getPrimaryDisplay()
  return {
    x: x ?? Math.max(workArea.x, workArea.x + Math.round((workArea.width - width) / 2)),
    y: y ?? Math.max(workArea.y, workArea.y + Math.round((workArea.height - height) / 2)),
    width,
    height,
  }
}
