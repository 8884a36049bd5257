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

let requestHandler: RequestHandler | null = null
let checkHandler: CheckHandler | null = null

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
export async function settlePermissions(contents: Contents, url: string): Promise<void> {
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

async function isGranted(contents: Contents, permission: string, url: string): Promise<boolean> {
  const details = { requestingUrl: url, isMainFrame: true }
  if (checkHandler && !checkHandler(contents, permission, url, details)) return false
  const handler = requestHandler
  if (!handler) return true
  return new Promise((resolve) => handler(contents, permission, resolve, details))
}

/** The one session. */
const defaultSession = {
  protocol,
  setPermissionRequestHandler: (handler: RequestHandler | null) => {
    requestHandler = handler
  },
  setPermissionCheckHandler: (handler: CheckHandler | null) => {
    checkHandler = handler
  },
}

export const session = { defaultSession, fromPartition: () => defaultSession }
