import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handsOf, textOf } from '../support/relay-bench.ts'
import { type RelayProgram, relayProgram, secretsIn } from '../support/relay-process.ts'

// The one file a technician copies: built, then run in a folder where nothing else is.

let folder: string
let program: RelayProgram
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-program-'))
  const outDir = join(folder, 'program')
  await build({
    configFile: resolve('relay/vite.config.ts'),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true },
  })
  expect(readdirSync(outDir)).toEqual(['relay.mjs'])
  const environment = { RELAY_PORT: '0', RELAY_STORE: join(folder, 'store', 'relay.sqlite') }
  program = relayProgram(join(outDir, 'relay.mjs'), environment, folder)
}, 60_000) // a build
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the built relay', () => {
  it('serves a till it has made a channel for, shows it, and ends cleanly', async () => {
    const made = await program.run('new-till', 'Shop 1')
    expect(made.code).toBe(0)
    const secrets = secretsIn(made.out)
    const running = await program.serve()
    const tail = program.start('tail', 'Shop 1')
    await tail.line(/^Deliveries of Shop 1 after number 0/)

    const { post, listen } = handsOf(running.origin, secrets)
    const stream = await listen()
    expect((await post('{"payment_id":1}\u009b\u202e')).status).toBe(200)
    expect((await stream.deliveries(1)).map(textOf)).toEqual(['{"payment_id":1}\u009b\u202e'])
    expect(await tail.line(/^1 {2}/)).toMatch(
      /nowpayments {2}from 127\.0\.0\.1 {2}\d+ bytes {2}{"payment_id":1}\.+$/,
    )
    expect(await tail.end('SIGTERM')).toBe(0)

    expect(await running.end('SIGTERM')).toBe(0)
    await stream.ended
    expect((await program.run('list')).out).toMatch(
      /^Shop 1 .* received 1, acknowledged up to 0, 1 still kept\n$/,
    )
  }, 30_000) // four processes

  it('changes a channel while it is served', async () => {
    const before = secretsIn((await program.run('new-till', 'Shop 2')).out)
    const running = await program.serve()
    const after = secretsIn((await program.run('rotate', 'Shop 2', '--callback')).out)
    const statusOf = async (secrets: typeof before) =>
      (await handsOf(running.origin, secrets).post('{}')).status
    await expect.poll(() => statusOf(before), { timeout: 5_000 }).toBe(404) // within a second
    expect((await handsOf(running.origin, before).acknowledge(0)).status).toBe(401)
    expect((await handsOf(running.origin, after).post('{}')).status).toBe(200)
    expect((await program.run('remove', 'Shop 2')).code).toBe(0)
    expect((await handsOf(running.origin, after).post('{}')).status).toBe(404)
    expect((await program.run('prune')).out).toBe('0 deliveries forgotten.\n')
    expect(await running.end('SIGTERM')).toBe(0)
  }, 30_000) // five processes

  it('ends when its port is taken, and says so', async () => {
    const running = await program.serve()
    const port = new URL(running.origin).port
    const second = await relayProgram(
      join(folder, 'program', 'relay.mjs'),
      {
        RELAY_PORT: port,
        RELAY_STORE: join(folder, 'store', 'relay.sqlite'),
      },
      folder,
    ).run()
    expect(second.code).toBe(1)
    expect(second.complaint).toMatch(`The relay cannot run on 127.0.0.1 port ${port}: `)
    expect(await running.end('SIGTERM')).toBe(0)
  }, 30_000) // two processes

  it('says in a sentence what was wrong', async () => {
    const wrong = async (...command: string[]) => {
      const { code, complaint } = await program.run(...command)
      return [code, complaint.split('\n')[0]]
    }
    expect(await wrong('new-till')).toEqual([
      2,
      'Which till? relay new-till NAME (letters, digits, spaces, and . _ - in it).',
    ])
    expect(await wrong('remove', 'nobody')).toEqual([
      1,
      'There is no channel named nobody; "relay list" shows those there are.',
    ])
    expect(await wrong('dance')).toEqual([
      2,
      'The relay takes callbacks of payment gateways and passes them to tills.',
    ])
  }, 30_000) // three processes
})
