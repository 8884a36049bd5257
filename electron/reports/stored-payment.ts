import { Payment } from '../../shared/payment/payment.ts'

/** Reads a payment as its table holds it. @throws ZodError or SyntaxError when it is none: the journal is damaged. */
export type ReadStored = (body: string) => Payment

const SIX_DECIMALS = /^\d{1,15}\.\d{6}$/

/**
 * Checking every field of a million rows takes longer than all the rest of an export together, of a day's half of its report, and they are the till's own:
 * it checked each event before it wrote the row, and the journal's hashes are what shows a doctored one. So a row is checked
 * in full when its status with so many fields is met for the first time, and after that by the fields that sums are made of.
 * One whose fields are not all there (written by an older version) is checked, and gets its defaults, each time.
 */
export function createReadStored(): ReadStored {
  const whole = new Set<string>()
  return (body) => {
    const stored: unknown = JSON.parse(body)
    const form = formOf(stored)
    if (form !== null && whole.has(form) && hasAmounts(stored)) return stored as Payment
    const payment = Payment.parse(stored)
    // The schemas are strict: reading adds fields, and takes none away.
    if (form !== null && formOf(payment) === form) whole.add(form)
    return payment
  }
}

/** How many fields it has, and its sale and its charge, which have optional ones. */
function formOf(stored: unknown): string | null {
  if (!isRecord(stored)) return null
  const { status, sale, charge } = stored
  return `${status} ${countOf(stored)} ${countOf(sale)} ${countOf(charge)}`
}

function countOf(value: unknown): number {
  return isRecord(value) ? Object.keys(value).length : 0
}

function hasAmounts(stored: unknown): boolean {
  if (!isRecord(stored)) return false
  const { number, price, charge, received } = stored
  const isPriced = isRecord(price) && Number.isSafeInteger(price['minor']) && Number.isSafeInteger(number)
  if (!isPriced || !isRecord(charge)) return isPriced
  return isAmount(received) && isAmount(charge['asked'])
}

function isAmount(value: unknown): boolean {
  return typeof value === 'string' && SIX_DECIMALS.test(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
