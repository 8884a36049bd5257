import { setTimeout as delay } from 'node:timers/promises'
import { type Chromium, type LaunchOptions, launchChromium } from './launch.ts'
import type { Protocol, Session } from './protocol-types.ts'
import { debug, headless, type Rectangle } from './settings.ts'

export type Target = { readonly id: string; readonly session: Session }

export type Host = {
  readonly version: string
  readonly browser: Session
  readonly alive: () => boolean
  readonly announcePort: () => void
  /** Opens an empty window, held before its first document; `Runtime.runIfWaitingForDebugger` lets it go. */
  readonly openTarget: (bounds: Rectangle) => Promise<Target>
  /** Called with each window that a page opened by itself; it is held too. */
  readonly onPopup: (listener: (target: Target, openerId: string | undefined) => void) => void
  readonly onGone: (listener: (how: string) => void) => void
  readonly close: () => Promise<void>
}

type Attached = Protocol.Target.attachedToTargetPayload

/** Starts Chromium and takes hold of every page it opens, before the page can do anything. */
export async function startHost(options: LaunchOptions): Promise<Host> {
  const chromium = await launchChromium(options)
  const { browser } = chromium
  const arrivals = createArrivals(chromium)
  let closing = false

  const started = Promise.all([
    browser.send('Browser.getVersion'),
    browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
  ])
  const [version] = await started.catch(async () => {
    throw new Error(`Chromium did not start: ${await chromium.exited}. STANDIN_DEBUG=2 shows what it says.`)
  })

  const openTarget = async (bounds: Rectangle): Promise<Target> => {
    if (!headless) {
      const arrival = arrivals.next()
      chromium.openAppWindow(bounds)
      return arrival
    }
    const { x: left, y: top, width, height } = bounds
    const where = { newWindow: true, left, top, width, height }
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', ...where })
    return arrivals.of(targetId)
  }

  return {
    version: version.product.replace(/^.*\//, ''),
    browser,
    alive: chromium.alive,
    announcePort: chromium.announcePort,
    openTarget: inTurn(async (bounds) => {
      const done = arrivals.expect()
      return openTarget(bounds).finally(done)
    }),
    onPopup: arrivals.onPopup,
    onGone: (listener) => {
      void chromium.exited.then((how) => closing || listener(how))
    },
    close: async () => {
      closing = true
      browser.send('Browser.close').catch(() => undefined)
      const timeout = new AbortController()
      await Promise.race([chromium.exited, delay(3000, undefined, { signal: timeout.signal })])
      timeout.abort()
      if (chromium.process.exitCode === null) chromium.process.kill('SIGKILL')
    },
  }
}

/** Tells windows that we opened from windows that pages opened, whatever order Chromium reports them in. */
function createArrivals(chromium: Chromium) {
  const opened = new Map<string, PromiseWithResolvers<Target>>()
  const strangers: Attached[] = []
  const popupListeners: ((target: Target, openerId: string | undefined) => void)[] = []
  let awaitedWindow: ((target: Target) => void) | undefined
  let expecting = false

  const targetOf = ({ sessionId, targetInfo }: Attached): Target => ({
    id: targetInfo.targetId,
    session: chromium.session(sessionId),
  })
  const of = (id: string) => {
    const known = opened.get(id) ?? Promise.withResolvers<Target>()
    opened.set(id, known)
    return known.promise
  }
  const release = (attached: Attached) => {
    const { session } = targetOf(attached)
    session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
  }
  const reportPopup = (attached: Attached) => {
    for (const listener of popupListeners) listener(targetOf(attached), attached.targetInfo.openerId)
  }

  chromium.browser.on('Target.attachedToTarget', (attached) => {
    const { type, targetId, openerId } = attached.targetInfo
    debug(1, 'attached', type, targetId, openerId ?? '')
    if (type !== 'page') return release(attached)
    if (openerId) return reportPopup(attached)
    if (awaitedWindow) return awaitedWindow(targetOf(attached))
    const known = opened.get(targetId)
    if (known) known.resolve(targetOf(attached))
    else if (expecting) strangers.push(attached)
    else reportPopup(attached)
  })

  return {
    /** Until the returned function is called, an unknown page may be the one that is being opened. */
    expect: () => {
      expecting = true
      return () => {
        expecting = false
        for (const attached of strangers.splice(0)) reportPopup(attached)
      }
    },
    of: (id: string) => {
      const index = strangers.findIndex(({ targetInfo }) => targetInfo.targetId === id)
      const [early] = index === -1 ? [] : strangers.splice(index, 1)
      return early ? Promise.resolve(targetOf(early)) : of(id)
    },
    next: () =>
      new Promise<Target>((resolve) => {
        awaitedWindow = (target) => {
          awaitedWindow = undefined
          resolve(target)
        }
      }),
    onPopup: (listener: (target: Target, openerId: string | undefined) => void) => {
      popupListeners.push(listener)
    },
  }
}

function inTurn<I, O>(work: (input: I) => Promise<O>): (input: I) => Promise<O> {
  let last: Promise<unknown> = Promise.resolve()
  return (input) => {
    const next = last.then(() => work(input))
    last = next.catch(() => undefined)
    return next
  }
}
