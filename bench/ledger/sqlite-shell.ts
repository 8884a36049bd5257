// SQLite's own program as the baseline of an export: `sqlite3 -csv` on the same file (Debian: sqlite3).

import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** False where the program is not installed. */
export function hasSqliteShell(): boolean {
  return spawnSync('sqlite3', ['-version']).status === 0
}

/** `tax_1_name` and its like, counted from 0. */
function taxCells(place: number): string {
  const line = `'$.sale.taxes.lines[${place}]`
  return [`name'`, `milliPercent' / 1000.0`, `net' / 100.0`, `tax' / 100.0`]
    .map((cell) => `body->>${line}.${cell}`)
    .join(', ')
}

/** What SQL alone can say of each payment, column by column as in the payments sheet, in the same order. */
export const SAME_COLUMNS = `SELECT day, body->>'$.createdAt', body->>'$.createdAt', body->>'$.till', number,
  body->>'$.reference', status, body->>'$.vendorStatus', body->>'$.remarks', body->>'$.price.currency',
  body->>'$.price.minor' / 100.0, iif(status = 'paid', body->>'$.price.minor' / 100.0, NULL), body->>'$.quote.usdt',
  body->>'$.charge.asked', body->>'$.received', body->>'$.received' - body->>'$.charge.asked',
  iif(status = 'paid', body->>'$.received', NULL), body->>'$.quote.rate', body->>'$.quote.source', body->>'$.quote.at',
  body->>'$.charge.gateway', body->>'$.charge.chargeId', body->>'$.orderId', body->>'$.charge.coin',
  body->>'$.charge.address', body->>'$.transactionId', body->>'$.seenAt', body->>'$.paidAt', body->>'$.endedAt',
  unixepoch(body->>'$.seenAt') - unixepoch(body->>'$.createdAt'), body->>'$.outcome', body->>'$.outcomeCoin',
  body->>'$.settlement.how', body->>'$.settlement.at', body->>'$.settlement.by', body->>'$.settlement.reason',
  body->>'$.releasedAt', NULL, attention, json_array_length(body, '$.childChargeIds'), NULL, NULL, NULL, NULL,
  body->>'$.topUpOf', sale_id, id, 'live',
  (SELECT hash FROM events WHERE payment_id = payments.id ORDER BY seq DESC LIMIT 1),
  z, body->>'$.shift', body->>'$.cashier.name', body->>'$.sale.note', body->>'$.sale.subtotal' / 100.0,
  body->>'$.sale.discount.minor' / 100.0, body->>'$.sale.goods' / 100.0,
  (SELECT sum(value->>'$.tax') / 100.0 FROM json_each(body, '$.sale.taxes.lines')),
  (SELECT group_concat(format('%s %g%% %s: net %.2f, tax %.2f, gross %.2f', value->>'$.name', value->>'$.milliPercent' / 1000.0,
     body->>'$.sale.taxes.mode', value->>'$.net' / 100.0, value->>'$.tax' / 100.0, value->>'$.gross' / 100.0), ' | ')
   FROM json_each(body, '$.sale.taxes.lines')),
  body->>'$.sale.tip.minor' / 100.0, body->>'$.sale.total' / 100.0, body->>'$.received' - body->>'$.outcome',
  body->>'$.outcomeCoin', body->>'$.tillNumber', body->>'$.settlement.person.name', body->>'$.settlement.approvedBy.name',
  NULL, NULL, NULL, body->>'$.childChargeIds', ${[0, 1, 2].map(taxCells).join(', ')}, body->>'$.confirmedAt', NULL, NULL, NULL, NULL,
  NULL, (SELECT sum(value->>'$.tax') / 100.0 FROM json_each(body, '$.sale.taxes.lines')), NULL, ${Array(12).fill('NULL').join(', ')},
  round(body->>'$.price.minor' / 100.0 / body->>'$.quote.usdt', 6), 'TRON'
  FROM payments ORDER BY day, number`

/** The table as it lies there, its payments as one cell of JSON each. */
export const WHOLE_TABLE = 'SELECT * FROM payments ORDER BY number'

/** Milliseconds from the start of the program to its end, the file written. */
export async function sqliteCsv(journalFile: string, sql: string, file: string): Promise<number> {
  const out = openSync(file, 'w')
  const since = performance.now()
  const child = spawn('sqlite3', ['-readonly', '-csv', journalFile, sql], {
    stdio: ['ignore', out, 'inherit'],
  })
  const code = await new Promise((ended) => child.once('exit', ended))
  closeSync(out)
  if (code !== 0) throw new Error(`sqlite3 ended with ${code}`)
  return performance.now() - since
}
