// The most that Node's own HTTP server can take: checks who signed, keeps nothing, answers.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SECRET } from './callback.ts'

const ANSWER = '{"ok":true}'
const HEADERS = { 'content-type': 'application/json', 'content-length': ANSWER.length }

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const expected = createHmac('sha512', SECRET).update(Buffer.concat(chunks)).digest()
    const given = Buffer.from(String(request.headers['x-nowpayments-sig']), 'hex')
    const isGenuine = given.length === expected.length && timingSafeEqual(given, expected)
    response.writeHead(isGenuine ? 200 : 401, HEADERS).end(ANSWER)
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }))
})
