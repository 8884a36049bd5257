import { Hono } from 'hono'
import { panelPage } from './panel/page.ts'
import { panelScript } from './panel/script.ts'
import { panelStyle } from './panel/style.ts'

// The page with the same controls for a person.

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const createPanelRoutes = (shopName: string, accessToken: string | undefined): Hono => {
  const tokenQuery = accessToken === undefined ? '' : `?token=${encodeURIComponent(accessToken)}`
  const routes = new Hono()
  routes.use(async (c, next) => {
    await next()
    c.res.headers.set('content-security-policy', policy)
    c.res.headers.set('cache-control', 'no-store')
    c.res.headers.set('referrer-policy', 'no-referrer')
    c.res.headers.set('x-content-type-options', 'nosniff')
  })
  routes.get('/', (c) => c.html(panelPage(shopName, tokenQuery)))
  routes.get('/panel.css', (c) => c.body(panelStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  routes.get('/panel.js', (c) =>
    c.body(panelScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  return routes
}
