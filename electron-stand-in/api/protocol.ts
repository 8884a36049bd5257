import type { Protocol, Session } from '../chromium/protocol-types.ts'
import { debug } from '../chromium/settings.ts'

type Handler = (request: Request) => Response | Promise<Response>

const schemes = new Set<string>()
const handlers = new Map<string, Handler>()

export const protocol = {
  registerSchemesAsPrivileged: (custom: Electron.CustomScheme[]) => {
    for (const { scheme } of custom) schemes.add(scheme)
  },
  handle: (scheme: string, handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>) => {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    schemes.add(scheme)
    handlers.set(scheme, handler as Handler)
  },
  unhandle: (scheme: string) => {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Partial<Electron.Protocol>

/**
 * Chromium cannot be taught a scheme from outside, so `app://till/x` is `https://till.app.invalid/x` inside: a name
 * that can never resolve, and a secure context. Requests to it never leave: they are answered here.
 */
export function toInside(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url)
  if (!match || !schemes.has(match[1]?.toLowerCase() ?? '')) return url
  const path = match[3] === '' ? '/' : match[3]
  return `https://${match[2]}.${match[1]?.toLowerCase()}.invalid${path}`
}

export function toOutside(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.invalid(.*)$/i.exec(url)
  return match && schemes.has(match[2] ?? '') ? `${match[2]}://${match[1]}${match[3]}` : url
}

/** The requests to intercept so that the handlers answer them. */
export function interceptedPatterns(): Protocol.Fetch.RequestPattern[] {
  return [...schemes].map((scheme) => ({ urlPattern: `https://*.${scheme}.invalid/*` }))
}

export async function answer(session: Session, { requestId, request }: Protocol.Fetch.requestPausedPayload) {
  const url = toOutside(request.url)
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (!handler) return session.send('Fetch.continueRequest', { requestId })
  try {
    const response = await handler(requestOf(url, request))
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    return await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body,
    })
  } catch (error) {
    debug(1, `protocol handler failed for ${url}:`, error)
    return session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
  }
}

function requestOf(url: string, { method, headers, postData }: Protocol.Network.Request): Request {
  const body = ['GET', 'HEAD'].includes(method) ? null : (postData ?? null)
  return new Request(url, { method, headers, body })
}
