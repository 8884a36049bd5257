import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { microText } from '../amounts.ts'
import type { Charge } from './charge.ts'
import type { Nowpayments } from './gateway.ts'
import { type Invoice, paymentForInvoice } from './invoices.ts'

// The page an invoice's link leads to. The vendor's own lets the payer choose a coin; here there is one button.

const style = 'body{font:18px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}'

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const page = (title: string, content: unknown) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <style>${style}</style>
  </head>
  <body>
    <p><strong>Practice gateway — nothing here is real money. Do not pay.</strong></p>
    <h1>${title}</h1>
    ${content}
  </body>
</html>
`

const chargeLine = (charge: Charge) =>
  html`<li>${microText(charge.payMicro)} USDT on TRON · practice:${charge.payAddress} · ${charge.status}</li>`

const invoiceContent = (invoice: Invoice, charges: readonly Charge[]) => html`
  <p>${String(invoice.request.price_amount)} ${invoice.request.price_currency.toUpperCase()}</p>
  <ul>${charges.map(chargeLine)}</ul>
  <form method="post"><button>Get a practice address for USDT on TRON</button></form>
`

export const createHostedPage = (gateway: Nowpayments): Hono => {
  const routes = new Hono()
  const invoiceOf = (c: Context) => gateway.invoices.find(c.req.query('iid') ?? '')
  const show = (c: Context): Response | Promise<Response> => {
    const invoice = invoiceOf(c)
    if (invoice === undefined) return c.html(page('No such invoice', ''), 404)
    const charges = gateway.payments.list().filter((charge) => charge.invoiceId === invoice.id)
    const title = invoice.request.order_description ?? String(invoice.request.order_id ?? 'Invoice')
    return c.html(page(title, invoiceContent(invoice, charges)))
  }
  routes.use(async (c, next) => {
    await next()
    c.res.headers.set('content-security-policy', policy)
  })
  routes.get('/', show)
  routes.post('/', (c) => {
    const invoice = invoiceOf(c)
    const account = invoice === undefined ? undefined : gateway.accounts.byName(invoice.accountName)
    if (invoice === undefined || account === undefined) return c.html(page('No such invoice', ''), 404)
    const given = { iid: invoice.id, pay_currency: invoice.request.pay_currency ?? 'usdttrc20' }
    const created = gateway.payments.create(paymentForInvoice(invoice, given), account)
    if (!created.ok) return c.html(page(created.error.body.message, ''), 400)
    gateway.stages.open(created.value)
    return c.redirect(`/payment/?iid=${invoice.id}`, 303)
  })
  return routes
}
