// What a shop's programmer writes in an afternoon instead of a relay, and writes well: Express and its JSON parser, the
// signature checked as NOWPayments' documents show it, one prepared insert for each callback before it is answered, and
// SQLite set so that the row survives a power cut. Plain JavaScript, as Express is.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import express from 'express'

const database = new DatabaseSync(process.env['STORE'])
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
database.exec(
  `CREATE TABLE callbacks (
     id INTEGER PRIMARY KEY, received_at TEXT NOT NULL, payment_id INTEGER NOT NULL, body TEXT NOT NULL
   ) STRICT`,
)
const insert = database.prepare('INSERT INTO callbacks (received_at, payment_id, body) VALUES (?, ?, ?)')

const app = express()
app.use(express.json())
app.post('/callback', (request, response) => {
  if (!isGenuine(request.body, request.get('x-nowpayments-sig'))) {
    response.sendStatus(401)
    return
  }
  insert.run(new Date().toISOString(), request.body.payment_id, JSON.stringify(request.body))
  response.json({ ok: true })
})
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${server.address().port}` }))
})

function isGenuine(body, signature = '') {
  const expected = createHmac('sha512', process.env['SECRET'])
    .update(JSON.stringify(sorted(body)))
    .digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function sorted(value) {
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}
