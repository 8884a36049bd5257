import { EventEmitter } from 'node:events'
import { host } from './current-host.ts'
import { protocol, toInside } from './protocol.ts'

/** Handed through to the app's handlers as it is. */
type Contents = object

type RequestHandler = (
  contents: Contents,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean },
) => void
type CheckHandler = (
  contents: Contents | null,
  permission: string,
  origin: string,
  details: { requestingUrl: string; isMainFrame: boolean },
) => boolean

// Electron's word for a permission, and the protocol's.
const permissions: readonly [electron: string, chromium: string][] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['display-capture', 'display-capture'],
  ['storage-access', 'storage-access'],
  ['keyboardLock', 'keyboard-lock'],
  ['pointerLock', 'pointer-lock'],
]

/** Chromium asks nobody later: each permission is settled for the page's origin before the page is loaded. */
export async function settlePermissions(
  contents: Contents & { session: Session },
  url: string,
): Promise<void> {
  const { requestHandler, checkHandler } = contents.session.asked
  if (!requestHandler && !checkHandler) return
  const origin = new URL(toInside(url)).origin
  if (origin === 'null') return
  await Promise.all(
    permissions.map(async ([permission, name]) => {
      const setting = (await isGranted(contents, permission, url)) ? 'granted' : 'denied'
      await host()
        .browser.send('Browser.setPermission', { permission: { name }, setting, origin })
        .catch(() => undefined) // this Chromium does not know the permission, so no page can have it
    }),
  )
}

async function isGranted(
  contents: Contents & { session: Session },
  permission: string,
  url: string,
): Promise<boolean> {
  const { requestHandler, checkHandler } = contents.session.asked
  const details = { requestingUrl: url, isMainFrame: true }
  if (checkHandler && !checkHandler(contents, permission, url, details)) return false
  if (!requestHandler) return true
  return new Promise((resolve) => requestHandler(contents, permission, resolve, details))
}

type RequestFilter = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void

type Asked = {
  requestHandler: RequestHandler | null
  checkHandler: CheckHandler | null
  requestFilter: RequestFilter | null
}

export type Session = ReturnType<typeof createSession>

/** Rules of its own; cookies and storage are the one Chromium's, whichever session a page is in. */
function createSession() {
  const asked: Asked = { requestHandler: null, checkHandler: null, requestFilter: null }
  return Object.assign(new EventEmitter(), {
    protocol,
    /** Not Electron's: who is asked. */
    asked,
    setPermissionRequestHandler: (handler: RequestHandler | null) => {
      asked.requestHandler = handler
    },
    setPermissionCheckHandler: (handler: CheckHandler | null) => {
      asked.checkHandler = handler
    },
    webRequest: {
      /** To be set before a window of this session is opened. */
      onBeforeRequest: (filter: RequestFilter | null) => {
        asked.requestFilter = filter
      },
    },
    clearStorageData: async () => undefined,
  })
}

const defaultSession = createSession()
const partitions = new Map<string, Session>()

export const session = {
  defaultSession,
  fromPartition(name: string): Session {
    const known = partitions.get(name) ?? createSession()
    partitions.set(name, known)
    return known
  },
}

/** The session that a window's preferences choose. */
export function sessionOf({ partition }: Pick<Electron.WebPreferences, 'partition'>): Session {
  return partition === undefined ? defaultSession : session.fromPartition(partition)
}

/** Whether a page of this session may ask for an address; without a filter it may. */
export function mayRequest({ asked }: Session, url: string): Promise<boolean> {
  const filter = asked.requestFilter
  if (!filter) return Promise.resolve(true)
  return new Promise((resolve) => filter({ url }, ({ cancel }) => resolve(cancel !== true)))
}
