import type { SimulatorClock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { PaymentRequest } from './payments.ts'
import type { InvoicePaymentRequest, InvoiceRequest } from './requests.ts'
import type { Account } from './settings.ts'

// Invoices: a price with a hosted page, for which any number of payments can be made. They never expire.

export type Invoice = {
  readonly id: string
  readonly tokenId: string
  readonly accountName: string
  readonly request: InvoiceRequest
  readonly createdAt: number
}

export interface Invoices {
  create(request: InvoiceRequest, account: Account): Invoice
  find(id: string): Invoice | undefined
  clear(): void
}

export const createInvoices = ({ clock, random }: { clock: SimulatorClock; random: Random }): Invoices => {
  let invoices: Invoice[] = []
  return {
    create: (request, account) => {
      const invoice: Invoice = {
        id: random.digits(10),
        tokenId: random.digits(10),
        accountName: account.name,
        request,
        createdAt: clock.now(),
      }
      invoices = [...invoices, invoice]
      return invoice
    },
    find: (id) => invoices.find((invoice) => invoice.id === id),
    clear: () => {
      invoices = []
    },
  }
}

const textOrNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/** An invoice as the vendor answers it: its price is text, unlike a payment's. */
export const invoiceBody = (invoice: Invoice, origin: string) => ({
  id: invoice.id,
  token_id: invoice.tokenId,
  order_id: textOrNull(invoice.request.order_id),
  order_description: invoice.request.order_description ?? null,
  price_amount: String(invoice.request.price_amount),
  price_currency: invoice.request.price_currency.toLowerCase(),
  pay_currency: invoice.request.pay_currency?.toLowerCase() ?? null,
  ipn_callback_url: invoice.request.ipn_callback_url ?? null,
  invoice_url: `${origin}/payment/?iid=${invoice.id}`,
  success_url: invoice.request.success_url ?? null,
  cancel_url: invoice.request.cancel_url ?? null,
  partially_paid_url: invoice.request.partially_paid_url ?? null,
  payout_currency: null,
  created_at: new Date(invoice.createdAt).toISOString(),
  updated_at: new Date(invoice.createdAt).toISOString(),
  is_fixed_rate: invoice.request.is_fixed_rate ?? false,
  is_fee_paid_by_user: invoice.request.is_fee_paid_by_user ?? false,
})

/** The payment that `POST /invoice-payment` asks for: the invoice's terms in the coin the payer chose. */
export const paymentForInvoice = (invoice: Invoice, given: InvoicePaymentRequest): PaymentRequest => ({
  priceText: String(invoice.request.price_amount),
  priceCurrency: invoice.request.price_currency.toLowerCase(),
  payCurrency: given.pay_currency.toLowerCase(),
  payText: null,
  orderId: textOrNull(invoice.request.order_id),
  orderDescription: given.order_description ?? invoice.request.order_description ?? null,
  callbackUrl: invoice.request.ipn_callback_url ?? null,
  customerEmail: given.customer_email ?? null,
  sandboxCase: given.case ?? null,
  isFixedRate: invoice.request.is_fixed_rate ?? false,
  isFeePaidByUser: invoice.request.is_fee_paid_by_user ?? false,
  invoiceId: invoice.id,
})
