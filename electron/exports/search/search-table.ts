import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'

/**
 * The search table: what a person may look a payment up by, as terms, so that a million payments are searched without
 * reading one. What it lacks is noted with the payment (`DUE_TERMS`, `changesTerms`) and written soon after. A term that is known changes nothing on
 * disk; one that was true once (an amount before the rest came) stays, and a search looks at the payment itself.
 *
 * `price` is the minor units (of a sale's parts: `SALE_TERMS`), `usdt` the asked and the received amount with six decimals; references, transactions and
 * order ids are in lower case (ASCII). Frozen: a migration of the journal. Deposits, refunds and what the chain shows have their transactions here too.
 */
export const SEARCH_TABLE = `
  CREATE TABLE payment_terms (
    kind   TEXT NOT NULL,
    term   TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, term, number)
  ) STRICT, WITHOUT ROWID;
  ${termsFrom('SELECT number, body FROM payments', 'ORDER BY kind, term, number')};
  CREATE TRIGGER payment_is_found AFTER INSERT ON payments BEGIN
    ${termsFrom('SELECT new.number AS number, new.body AS body')};
  END;
  CREATE TRIGGER payment_is_found_anew AFTER UPDATE OF body ON payments BEGIN
    ${termsFrom('SELECT new.number AS number, new.body AS body')};
  END;
`

/**
 * By what was typed and by what the goods cost, too: with a tip, a discount or a tax on top the price is neither, and the screens
 * show the goods. A sale's parts never change, so that a payment is asked for them once. Frozen: a migration of the journal.
 */
export const SALE_TERMS = `
  ${saleTermsFrom('SELECT number, body FROM payments', 'ORDER BY term, number')};
  CREATE TRIGGER payment_is_found_by_its_sale AFTER INSERT ON payments
  WHEN json_type(new.body, '$.sale') = 'object' BEGIN
    ${saleTermsFrom('SELECT new.number AS number, new.body AS body')};
  END;
`

/** What a payment that goes on may still be found by; the rest of its terms are those of its beginning. */
const CHANGING = ['charge', 'received', 'transactionId', 'onChain', 'children', 'refunds'] as const
const HAS_CHANGED = CHANGING.map((field) => `old.body -> '$.${field}' IS NOT new.body -> '$.${field}'`).join(
  ' OR ',
)

/**
 * Most events of a payment change nothing that it is found by: to look is cheaper than to look for each of its terms. Frozen: a
 * migration of the journal.
 */
export const CHANGED_TERMS = `
  DROP TRIGGER payment_is_found_anew;
  CREATE TRIGGER payment_is_found_anew AFTER UPDATE OF body ON payments
  WHEN ${HAS_CHANGED} BEGIN
    ${termsFrom('SELECT new.number AS number, new.body AS body')};
  END;
`

/**
 * Terms stand far apart in a large table, and whoever waits for an event waits for none of them: the events say only whose are due
 * (`createDueTerms` writes them, `TERM_SOURCES` finds them until then). An address of the shop's own is found by its term. Frozen: a
 * migration of the journal.
 */
export const DUE_TERMS = `
  INSERT INTO payment_terms (kind, term, number)
    SELECT DISTINCT 'reference', term, number FROM (${wordTerms('SELECT number, body FROM payments')})
    WHERE term <> '' ORDER BY term, number ON CONFLICT DO NOTHING;
  CREATE TABLE terms_due (number INTEGER PRIMARY KEY) STRICT;
  DROP TRIGGER payment_is_found;
  DROP TRIGGER payment_is_found_anew;
  DROP TRIGGER payment_is_found_by_its_sale;
  CREATE TRIGGER payment_terms_are_due AFTER INSERT ON payments BEGIN
    INSERT INTO terms_due (number) VALUES (new.number) ON CONFLICT DO NOTHING;
  END;
  CREATE TRIGGER payment_terms_are_due_anew AFTER UPDATE OF body ON payments
  WHEN ${HAS_CHANGED} BEGIN
    INSERT INTO terms_due (number) VALUES (new.number) ON CONFLICT DO NOTHING;
  END;
  DROP INDEX payments_by_address;
`

/**
 * The event that made `after` of `before` may have changed what it is found by: those terms are due. What an event leaves alone is
 * the same object; to note too many is harmless.
 */
export function changesTerms(before: Payment, after: Payment): boolean {
  if (!isCharged(after)) return false
  return !isCharged(before) || CHANGING.some((field) => after[field] !== before[field])
}

/** Rows of `kind`, `term` and `number` that the table has to hold for these payments (of `number` and `body`). */
export function termsOf(payments: string): string {
  return `SELECT kind, term, number FROM (
    ${ownTerms(payments).join('\n    UNION ALL ')}
    UNION ALL SELECT 'price' AS kind, term, number FROM (${saleTerms(payments)})
    UNION ALL SELECT 'reference' AS kind, term, number FROM (${wordTerms(payments)})
  ) WHERE term <> ''`
}

/** Where terms are found: in the table, and worked out anew for the few payments whose terms are not there yet. */
export const TERM_SOURCES: readonly string[] = [
  'payment_terms',
  `(${termsOf('SELECT number, body FROM payments WHERE number IN (SELECT number FROM terms_due)')})`,
]

function saleTermsFrom(payments: string, order = ''): string {
  return `INSERT INTO payment_terms (kind, term, number) SELECT 'price', term, number FROM (
    ${saleTerms(payments)}
  ) WHERE term IS NOT NULL ${order} ON CONFLICT DO NOTHING`
}

/** "Bill 2231" is found by its number, too: every word of a reference but the first, with which the whole begins. */
function wordTerms(payments: string): string {
  // The text as JSON, its blanks as the commas of a list.
  const words = `'[' || replace(json_quote(lower(reference)), ' ', '","') || ']'`
  return `SELECT value AS term, number
    FROM (SELECT trim(body ->> '$.reference') AS reference, number FROM (${payments})), json_each(${words})
    WHERE key > 0`
}

function saleTerms(payments: string): string {
  const of = (part: string) =>
    `SELECT CAST(body ->> '$.sale.${part}' AS TEXT) AS term, number FROM (${payments})`
  return `${of('goods')} UNION ALL ${of('subtotal')}`
}

/** All of them at once go in their order: the table is then written from its beginning to its end. */
function termsFrom(payments: string, order = ''): string {
  return `INSERT INTO payment_terms (kind, term, number) SELECT kind, term, number FROM (
    ${ownTerms(payments).join('\n    UNION ALL ')}
  ) WHERE term IS NOT NULL ${order} ON CONFLICT DO NOTHING`
}

function ownTerms(payments: string): readonly string[] {
  const of = (kind: string, term: string) =>
    `SELECT '${kind}' AS kind, ${term} AS term, number FROM (${payments})`
  const each = (kind: string, list: string, term: string) =>
    `SELECT '${kind}' AS kind, ${term} AS term, number FROM (${payments}), json_each(body, '${list}')`
  return [
    of('price', "CAST(body ->> '$.price.minor' AS TEXT)"),
    of('usdt', "body ->> '$.charge.asked'"),
    of('usdt', "nullif(body ->> '$.received', '0.000000')"),
    of('address', "body ->> '$.charge.address'"),
    of('transaction', "lower(body ->> '$.transactionId')"),
    of('transaction', "lower(body ->> '$.onChain.transactionId')"),
    each('transaction', '$.children', "lower(value ->> '$.transactionId')"),
    each('transaction', '$.refunds', "lower(value ->> '$.transactionId')"),
    of('reference', "lower(trim(body ->> '$.reference'))"),
    of('order', "lower(body ->> '$.orderId')"),
  ]
}
