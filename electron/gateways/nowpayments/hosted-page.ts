import { isLoopbackHost } from '../../../shared/loopback.ts'
import type { Charge } from '../../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { plainDescription } from '../charge-checks.ts'
import type { ChargeRequest, GatewayResult } from '../gateway.ts'
import type { HttpRequest } from '../http/client.ts'
import { isLoopback } from '../loopback.ts'
import type { PageGate } from '../page-gate.ts'
import type { reading } from './call.ts'
import { COIN, chargeBody, toCharge } from './charge.ts'
import { CreatedPayment, Invoice } from './wire.ts'

const HOST = 'nowpayments.io'

type Post = <Wire, Value>(
  request: Pick<HttpRequest, 'path' | 'body'>,
  how: Parameters<typeof reading<Wire, Value>>[1],
) => Promise<GatewayResult<Value>>

/**
 * A charge with a page of the vendor's for the customer: an invoice, then the one payment of it that the till shows and
 * follows like any other. `post` makes one call. An invoice without a payment is nothing anybody can pay to: whatever
 * becomes of the second call, the first needs no undoing.
 */
export async function createHostedCharge(
  request: ChargeRequest,
  { post, baseUrl, now }: { readonly post: Post; readonly baseUrl: string; readonly now: () => number },
): Promise<GatewayResult<Charge>> {
  const invoice = await post(
    { path: '/invoice', body: chargeBody(request) },
    { schema: Invoice, read: (wire) => toInvoice(wire, request, baseUrl) },
  )
  if (!invoice.ok) return invoice
  const { id, url } = invoice.value.value
  const created = await post(
    { path: '/invoice-payment', body: paymentBody(id, request) },
    { schema: CreatedPayment, read: (wire) => toCharge(wire, request, now()) },
  )
  if (!created.ok) return created
  const charge = created.value.value
  return ok({
    value: { ...charge, invoice: { id, url: pageOf(url, charge.chargeId) } },
    raw: `[${invoice.value.raw},${created.value.raw}]`,
  })
}

function toInvoice(
  { id, order_id, invoice_url }: Invoice,
  { orderId }: ChargeRequest,
  baseUrl: string,
): Result<{ readonly id: string; readonly url: string }, string> {
  if (order_id !== orderId) return err('field order_id')
  const isReal = isLoopback(baseUrl) || !isLoopback(invoice_url)
  return pageGate(invoice_url) !== null && isReal ? ok({ id, url: invoice_url }) : err('field invoice_url')
}

/** The id digit by digit, as the vendor's documents have it: a number. */
function paymentBody(id: string, { description }: ChargeRequest): string {
  const fields = JSON.stringify({ pay_currency: COIN, order_description: plainDescription(description) })
  return `{"iid":${id},${fields.slice(1)}`
}

/** The page as it shows one payment, instead of asking what to pay with. */
function pageOf(invoiceUrl: string, chargeId: string): string {
  const url = new URL(invoiceUrl)
  url.searchParams.set('paymentId', chargeId)
  return url.href
}

/**
 * Where the vendor's page may lead: over https to its own hosts, or, for the practice gateway's, back to where it came
 * from. Null for a page that is neither.
 */
export function pageGate(page: string): PageGate | null {
  const url = URL.parse(page)
  if (url === null) return null
  if (isVendors(url)) return (address) => isVendors(URL.parse(address))
  const isPractice = url.protocol === 'http:' && isLoopbackHost(url.hostname) && isPlain(url)
  return isPractice ? (address) => URL.parse(address)?.origin === url.origin : null
}

function isVendors(url: URL | null): boolean {
  if (url === null || url.protocol !== 'https:' || url.port !== '' || !isPlain(url)) return false
  return url.hostname === HOST || url.hostname.endsWith(`.${HOST}`)
}

/** A name and a password in an address are there to mislead whoever reads it. */
function isPlain({ username, password }: URL): boolean {
  return username === '' && password === ''
}
