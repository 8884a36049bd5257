import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

// Keeps a web page that happens to be open on this computer from driving the gateway: the name asked for must be a
// loopback name (against DNS rebinding), a foreign Origin is refused, and controls may need a token.

const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

const isOwnOrigin = (origin: string, host: string): boolean => origin === `http://${host}`

export const onlyLoopback: MiddlewareHandler = async (c, next) => {
  // Request → Response tests have no Host header: the URL then says where the request was meant for.
  const host = c.req.header('host') ?? new URL(c.req.url).host
  const origin = c.req.header('origin')
  if (!loopbackHost.test(host)) return c.text('This address answers only to 127.0.0.1.', 421)
  if (origin !== undefined && !isOwnOrigin(origin, host)) return c.text('Foreign origin.', 403)
  if (c.req.header('sec-fetch-site') === 'cross-site' && c.req.method !== 'GET') {
    return c.text('Foreign origin.', 403)
  }
  return next()
}

/** A plain form cannot send this content type, so a control needs a script, and a script needs the right origin. */
export const onlyJsonPosts: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (c.req.method === 'POST' && !/^application\/json\b/i.test(type)) {
    return c.json({ error: 'Controls take application/json.' }, 415)
  }
  return next()
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const givenToken = (c: Context): string => c.req.header('x-simulator-token') ?? c.req.query('token') ?? ''

export const onlyWithToken = (accessToken: string | undefined): MiddlewareHandler => {
  const wanted = accessToken === undefined ? undefined : digest(accessToken)
  return async (c, next) => {
    if (wanted !== undefined && !timingSafeEqual(digest(givenToken(c)), wanted)) {
      return c.json({ error: 'This address needs the access token of the practice gateway.' }, 401)
    }
    return next()
  }
}
