import type { Target } from '../chromium/host.ts'
import type { Protocol } from '../chromium/protocol-types.ts'
import { debug, headless } from '../chromium/settings.ts'
import type { MainMessage, PageMessage } from '../page/preload-world.ts'
import type { PageScripts } from '../page/sources.ts'
import { switches } from './command-line.ts'
import { answer, interceptedPatterns, toOutside } from './protocol.ts'

/** What a page tells the webContents that owns it. URLs are the application's (`app://…`). */
export type PageListener = {
  readonly onMessage: (message: PageMessage, reply: (answer: MainMessage) => void) => void
  readonly onNavigated: (url: string, samePage: boolean) => void
  readonly onLifecycle: (name: string) => void
  readonly onCrashed: () => void
  readonly onGone: () => void
  readonly onWindowOpen: (opening: Protocol.Page.windowOpenPayload) => void
  /** Asked before the main frame leaves for another document; false stops it. */
  readonly mayNavigate: (insideUrl: string) => boolean
  /** Whether each request of the page is asked about. */
  readonly isFiltered: boolean
  readonly mayRequest: (insideUrl: string) => Promise<boolean>
}

export type PageSession = {
  readonly target: Target
  readonly deliver: (message: MainMessage) => void
}

// With nobody to see an alert, the page would wait for ever; Playwright, where it drives, answers by itself.
const answersDialogs = headless && !switches.has('remote-debugging-port')

const preloadWorld = 'Electron Isolated Context'

/** Puts everything in place in a page that is still held before its first document, then lets it go. */
export async function takePage(
  target: Target,
  scripts: PageScripts,
  dark: boolean | undefined,
  listener: PageListener,
): Promise<PageSession> {
  const { session } = target
  const contexts = followPreloadContexts(target)
  const deliverTo = (executionContextId: number, message: MainMessage) => {
    session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `function (text) { globalThis.${scripts.receiver}(text) }`,
        arguments: [{ value: JSON.stringify(message) }],
        executionContextId,
      })
      .catch((error: Error) => debug(1, error.message))
  }

  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== scripts.binding || executionContextId !== contexts.current()) return
    listener.onMessage(JSON.parse(payload) as PageMessage, (reply) => deliverTo(executionContextId, reply))
  })
  listenToPage(target, listener)
  listenToRequests(target, listener)

  await Promise.all([
    session.send('Page.enable'),
    session.send('Inspector.enable'),
    session.send('Runtime.addBinding', { name: scripts.binding, executionContextName: preloadWorld }),
    session.send('Runtime.enable'),
    session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: preloadWorld,
    }),
    session.send('Fetch.enable', {
      patterns: [
        ...interceptedPatterns(),
        listener.isFiltered ? { urlPattern: '*' } : { urlPattern: '*', resourceType: 'Document' },
      ],
    }),
    dark === undefined ? undefined : emulateColors(target, dark),
    session.send('Runtime.runIfWaitingForDebugger'),
  ])
  return {
    target,
    deliver: (message) => {
      const context = contexts.current()
      if (context !== undefined) deliverTo(context, message)
    },
  }
}

export function emulateColors({ session }: Target, dark: boolean) {
  const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]
  return session.send('Emulation.setEmulatedMedia', { features })
}

// The preload's world of the present document: a message of an earlier one must reach nobody.
function followPreloadContexts({ id, session }: Target) {
  let current: number | undefined
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = (context.auxData ?? {}) as { frameId?: string }
    if (context.name === preloadWorld && frameId === id) current = context.id
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === current) current = undefined
  })
  session.on('Runtime.executionContextsCleared', () => {
    current = undefined
  })
  return { current: () => current }
}

function listenToPage({ id, session }: Target, listener: PageListener): void {
  let started = false // the empty document that every window begins with is nobody's business
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId) return
    const url = frame.url + (frame.urlFragment ?? '')
    started ||= !/^(about:blank|data:text\/html,)$/.test(url)
    if (started) listener.onNavigated(toOutside(url), false)
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (started && frameId === id) listener.onNavigated(toOutside(url), true)
  })
  session.on('Page.lifecycleEvent', ({ frameId, name }) => {
    if (started && frameId === id) listener.onLifecycle(name)
  })
  session.on('Page.windowOpen', listener.onWindowOpen)
  if (answersDialogs) {
    session.on('Page.javascriptDialogOpening', () => {
      session.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => undefined)
    })
  }
  session.on('Inspector.targetCrashed', listener.onCrashed)
  session.onDetached(listener.onGone)
}

function listenToRequests({ id, session }: Target, listener: PageListener): void {
  session.on('Fetch.requestPaused', (paused) => {
    const { requestId, request, frameId, resourceType, redirectedRequestId } = paused
    const leaves = resourceType === 'Document' && frameId === id && !redirectedRequestId
    const judged = async () => {
      if (leaves && !listener.mayNavigate(request.url)) {
        return session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      }
      const isAllowed = !listener.isFiltered || (await listener.mayRequest(request.url))
      return isAllowed
        ? answer(session, paused)
        : session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    }
    judged().catch((error: Error) => debug(1, error.message))
  })
}
