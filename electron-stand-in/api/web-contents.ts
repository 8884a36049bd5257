import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Target } from '../chromium/host.ts'
import type { Protocol } from '../chromium/protocol-types.ts'
import { encode } from '../page/codec.ts'
import type { MainMessage, PageMessage } from '../page/preload-world.ts'
import { pageScripts } from '../page/sources.ts'
import { host } from './current-host.ts'
import { preventable } from './event.ts'
import { receive } from './ipc-main.ts'
import { type NativeImage, pngImage } from './native-image.ts'
import { emulateColors, type PageSession, takePage } from './page-session.ts'
import { mayRequest, type Session, sessionOf, settlePermissions } from './permissions.ts'
import { pdfOf, printers, printOn } from './printing.ts'
import { toInside, toOutside } from './protocol.ts'
import type { Differs, None } from './typed-against-electron.ts'

type Preferences = Pick<Electron.WebPreferences, 'preload' | 'additionalArguments' | 'partition'>
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]
export type Opening = { url: string; frameName: string; features: string; disposition: string }

const all = new Map<number, WebContents>()
let lastId = 0

/** The frame that `event.senderFrame` and `webContents.mainFrame` both are: one object, so it can be compared. */
class MainFrame {
  url = ''
  readonly parent = null
  readonly name = ''
  readonly processId = process.pid
  readonly routingId = 1
  get origin(): string {
    return this.url === '' ? 'null' : this.url.split('/').slice(0, 3).join('/')
  }
  get top(): this {
    return this
  }
}

export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly mainFrame = new MainFrame()
  readonly session: Session
  readonly opened: Promise<PageSession>
  targetId: string | undefined
  #page: PageSession | undefined
  #destroyed = false
  #crashed = false
  #expectedUrl: string | undefined
  #loading: PromiseWithResolvers<void> | undefined
  #openHandler: OpenHandler | undefined
  #windowOpenings: Protocol.Page.windowOpenPayload[] = []

  constructor(target: Promise<Target>, preferences: Preferences, dark: () => boolean | undefined) {
    super()
    all.set(this.id, this)
    this.session = sessionOf(preferences)
    const scripts = this.#scripts(preferences)
    this.opened = target.then(async (held) => {
      this.targetId = held.id
      this.#page = await takePage(held, scripts, dark(), {
        onMessage: (message, reply) => this.#onMessage(message, reply),
        onNavigated: (url, samePage) => this.#onNavigated(url, samePage),
        onLifecycle: (name) => this.#onLifecycle(name),
        onCrashed: () => this.rendererGone('crashed'),
        onGone: () => this.markDestroyed(),
        onWindowOpen: (opening) => {
          this.#windowOpenings.push(opening)
          this.emit('-window-open')
        },
        mayNavigate: (url) => this.#mayNavigate(url),
        isFiltered: this.session.asked.requestFilter !== null,
        mayRequest: (url) => mayRequest(this.session, toOutside(url)),
      })
      return this.#page
    })
    this.opened.catch((error: Error) => {
      if (this.#destroyed || !host().alive()) return
      console.error(`A window could not be opened: ${error.message}`)
      this.markDestroyed()
    })
  }

  #scripts({ preload, additionalArguments = [] }: Preferences) {
    const argv = [process.argv[0] ?? '', '--type=renderer', ...additionalArguments]
    const { electron = '', chrome = '', node = '' } = process.versions
    const environment = { platform: process.platform, versions: { electron, chrome, node }, argv, env: {} }
    const nonce = crypto.randomUUID().replaceAll('-', '')
    return pageScripts(nonce, preload ? readFileSync(preload, 'utf8') : '', environment)
  }

  async loadURL(url: string): Promise<void> {
    const loading = Promise.withResolvers<void>()
    loading.promise.catch(() => undefined)
    this.#loading = loading
    this.once('destroyed', () => loading.reject(loadFailure(url, 'ERR_FAILED', -2)))
    try {
      const { target } = await this.opened
      await settlePermissions(this, url)
      this.#expectedUrl = withoutFragment(url)
      this.emit('did-start-loading')
      const { errorText } = await target.session.send('Page.navigate', { url: toInside(url) })
      if (errorText) {
        this.emit('did-fail-load', preventable({}), -105, errorText, url, true)
        loading.reject(loadFailure(url, 'ERR_NAME_NOT_RESOLVED', -105))
      }
    } catch {
      loading.reject(loadFailure(url, 'ERR_FAILED', -2))
    }
    return loading.promise
  }

  reload(): void {
    this.#expectedUrl = withoutFragment(this.mainFrame.url)
    this.#inPage(({ session: page }) => page.send('Page.reload'))
  }

  getURL(): string {
    return this.mainFrame.url
  }

  send(channel: string, ...args: unknown[]): void {
    this.#page?.deliver({ do: 'event', channel, args: encode(args) })
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { target } = await this.opened
    const { result, exceptionDetails } = await target.session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async capturePage(): Promise<NativeImage> {
    const { target } = await this.opened
    const { data } = await target.session.send('Page.captureScreenshot', { format: 'png' })
    return pngImage(Buffer.from(data, 'base64'))
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { target } = await this.opened
    return pdfOf(target, options)
  }

  print(
    options: Electron.WebContentsPrintOptions = {},
    callback?: (success: boolean, failureReason: string) => void,
  ): void {
    this.opened
      .then(({ target }) => printOn(target, options))
      .then(
        () => callback?.(true, ''),
        (error: Error) => callback?.(false, error.message),
      )
  }

  getPrintersAsync = printers

  close(): void {
    this.emit('-close')
  }
  focus(): void {
    this.#inPage(({ session: page }) => page.send('Page.bringToFront'))
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  isCrashed(): boolean {
    return this.#crashed
  }
  forcefullyCrashRenderer(): void {
    this.#inPage(({ session: page }) => page.send('Page.crash'))
  }

  /** Not Electron's: what a `nativeTheme.themeSource` does to the page. */
  setDark(dark: boolean): void {
    this.#inPage((target) => emulateColors(target, dark))
  }

  /** Not Electron's: the renderer has crashed, or Chromium as a whole. */
  rendererGone(reason: 'crashed' | 'killed'): void {
    if (this.#destroyed) return
    this.#crashed = true
    this.emit('render-process-gone', preventable({}), { reason, exitCode: 1 })
  }

  /** Not Electron's: the page no longer exists. */
  markDestroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.id)
    this.emit('destroyed')
  }

  /** Not Electron's: whether a window that this page opens may live. Called while that window is held. */
  async answersPopup(): Promise<'allow' | 'deny'> {
    if (this.#windowOpenings.length === 0) {
      await Promise.race([
        new Promise((resolve) => this.once('-window-open', resolve)),
        new Promise((resolve) => setTimeout(resolve, 500).unref()),
      ])
    }
    const opening = this.#windowOpenings.shift()
    const details = {
      url: toOutside(opening?.url ?? ''),
      frameName: opening?.windowName ?? '',
      features: opening?.windowFeatures.join(',') ?? '',
      disposition: 'foreground-tab' as const,
      referrer: { url: '', policy: 'default' as const },
    }
    return this.#openHandler?.(details).action ?? 'allow'
  }

  get hasWindowOpening(): boolean {
    return this.#windowOpenings.length > 0
  }

  #inPage(work: (target: Target) => Promise<unknown>): void {
    this.opened.then(({ target }) => work(target)).catch(() => undefined)
  }

  #onMessage(message: PageMessage, reply: (message: MainMessage) => void): void {
    if (message.do === 'preload-error') {
      const error = Object.assign(new Error(message.message), { stack: message.stack })
      this.emit('preload-error', preventable({}), '', error)
      return
    }
    const event = preventable({
      type: 'frame',
      sender: this,
      senderFrame: this.mainFrame,
      frameId: 1,
      processId: process.pid,
      returnValue: undefined,
      reply: (channel: string, ...args: unknown[]) => this.send(channel, ...args),
    })
    receive(message, event, reply).catch((error: unknown) => console.error(error))
  }

  #onNavigated(url: string, samePage: boolean): void {
    this.mainFrame.url = url
    this.#crashed = false
    if (samePage) this.emit('did-navigate-in-page', preventable({}), url, true)
    else this.emit('did-navigate', preventable({}), url, 200, 'OK')
  }

  #onLifecycle(name: string): void {
    if (name === 'DOMContentLoaded') this.emit('dom-ready', preventable({}))
    if (name === 'firstPaint' || name === 'load') this.emit('-painted')
    // Chromium's page about a failed load has loaded too, now and then before the failure is told.
    if (name !== 'load' || this.mainFrame.url.startsWith('chrome-error:')) return
    this.emit('did-finish-load', preventable({}))
    this.emit('did-stop-loading')
    this.#loading?.resolve()
    this.#loading = undefined
  }

  #mayNavigate(insideUrl: string): boolean {
    const url = toOutside(insideUrl)
    const reloads = url === this.mainFrame.url.replace(/#.*/s, '')
    const expected = insideUrl === this.#expectedUrl || reloads
    this.#expectedUrl = undefined
    if (expected) return true
    const event = preventable({ url, isSameDocument: false, isMainFrame: true, frame: this.mainFrame })
    this.emit('will-navigate', event, url, false, true)
    return !event.defaultPrevented
  }
}

export type WebContentsDiffers = None<
  Differs<WebContents, Electron.WebContents, 'mainFrame' | 'session' | 'capturePage' | 'loadURL'>
>

/** Electron's name for the functions on the class; Playwright finds a page's webContents with the last one. */
export const webContents = {
  getAllWebContents: () => [...all.values()],
  fromId: (id: number) => all.get(id),
  fromDevToolsTargetId: (targetId: string) =>
    [...all.values()].find((contents) => contents.targetId === targetId),
}

/** Decides about a window that a page opened by itself. */
export async function judgePopup(popup: Target, openerId: string | undefined): Promise<void> {
  const opener =
    [...all.values()].find((contents) => contents.targetId === openerId) ??
    [...all.values()].find((contents) => contents.hasWindowOpening)
  const action = (await opener?.answersPopup()) ?? 'deny'
  if (action === 'allow')
    console.error('Electron stand-in: windows that a page opens by itself are not shown.')
  // Closing is not enough: held, the popup would block the renderer that it shares with its opener.
  const { session: page } = popup
  page.on('Fetch.requestPaused', () => undefined)
  await Promise.allSettled([
    page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    host().browser.send('Target.closeTarget', { targetId: popup.id }),
    page.send('Runtime.runIfWaitingForDebugger'),
  ])
}

function loadFailure(url: string, code: string, errno: number): Error {
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url })
}

function withoutFragment(url: string): string {
  const parsed = new URL(toInside(url))
  parsed.hash = ''
  return parsed.href
}
