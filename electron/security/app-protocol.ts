import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Protocol } from 'electron'
import type { WindowRole } from '../../shared/contract/define.ts'
import { CONTENT_SECURITY_POLICY } from './content-policy.ts'

const ORIGIN = 'app://till'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
}

/** The page of a window. */
export function pageUrl(role: WindowRole): string {
  return `${ORIGIN}/${role}.html`
}

/** True only for a window's own page: what a sender must be showing to be listened to. */
export function isPageOf(url: string, role: WindowRole): boolean {
  return url === pageUrl(role) || url.startsWith(`${pageUrl(role)}#`)
}

/** Before the app is ready: `app://` is a secure, standard origin of its own. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built renderer's files under `app://till/`, and nothing outside their folder. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = fileOf(folder, url)
    const type = file === undefined ? undefined : TYPES[extname(file)]
    if (file === undefined || type === undefined || request.method !== 'GET') return plain(404, 'Not found')
    try {
      const body = await readFile(file)
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': type,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      })
    } catch {
      // Missing or unreadable: to a page both are "not found".
      return plain(404, 'Not found')
    }
  })
}

/** The file a URL names inside `folder`; undefined for another host or a way out of the folder. */
export function fileOf(folder: string, url: URL): string | undefined {
  if (url.host !== 'till') return undefined
  try {
    const file = normalize(join(folder, decodeURIComponent(url.pathname)))
    return file.startsWith(folder + sep) ? file : undefined
  } catch {
    // A path that is no valid percent-encoding names nothing.
    return undefined
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
