import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { handsOf, textOf } from '../support/relay-bench.ts'
import { type RunningRelay, relayProgram, secretsIn } from '../support/relay-process.ts'

let folder: string
let running: RunningRelay | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-kill-'))
})
afterEach(async () => {
  await running?.end('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const KILLS = 3
const SENDERS = 16
const ANSWERED_BEFORE_KILL = 150

it('a relay killed under load loses nothing that it answered', async () => {
  const environment = { RELAY_PORT: '0', RELAY_STORE: join(folder, 'relay.sqlite') }
  const program = relayProgram(resolve('scripts/relay.ts'), environment, folder)
  const secrets = secretsIn((await program.run('new-till', 'shop')).out)
  const answered: string[] = []
  let sent = 0

  for (let kill = 0; kill < KILLS; kill++) {
    running = await program.serve()
    const { post } = handsOf(running.origin, secrets)
    const enough = Promise.withResolvers<void>()
    const goal = answered.length + ANSWERED_BEFORE_KILL
    const send = async () => {
      for (;;) {
        const body = `callback ${sent++}`
        // The connection breaks when the relay dies: that is not an answer.
        const reply = await post(body).catch(() => undefined)
        if (!reply) return
        expect(reply.status).toBe(200)
        answered.push(body)
        if (answered.length >= goal) enough.resolve()
      }
    }
    const senders = Array.from({ length: SENDERS }, send)
    await enough.promise
    await running.end('SIGKILL')
    await Promise.all(senders)
  }

  running = await program.serve()
  const stream = await handsOf(running.origin, secrets).listen(0)
  const { latest } = await stream.hello()
  const kept = await stream.deliveries(latest)
  const bodies = new Set(kept.map(textOf))
  expect(kept.map(({ id }) => id)).toEqual(Array.from({ length: latest }, (_, index) => index + 1))
  expect(answered.filter((body) => !bodies.has(body))).toEqual([])
  expect(bodies.size).toBe(kept.length)
  stream.leave()
}, 60_000) // five processes, each with a start of its own, and several hundred disk syncs
