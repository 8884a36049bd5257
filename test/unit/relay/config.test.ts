import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../relay/config.ts'
import { storeName } from '../../../relay/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(text: string): string {
  const file = join(folder, 'relay.json')
  writeFileSync(file, text)
  return file
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  const read = readConfig(environment)
  return read.ok ? [] : read.problems
}

const NO_STORE =
  'RELAY_STORE must be the path of a file, or redis://USER:PASSWORD@HOST:PORT/NUMBER (rediss:// for TLS), of which only HOST is needed.'

describe('the configuration', () => {
  it('is complete without any, and listens on this computer only', () => {
    const read = readConfig({ PATH: '/bin', HOME: '/root' })
    expect(read).toMatchObject({ ok: true, config: { host: '127.0.0.1', port: 8790, keepDays: 90 } })
  })

  it('comes from the environment over the file over the defaults', () => {
    const file = fileOf('{"port": 1000, "keepDays": 30, "trustedProxies": ["10.0.0.0/8"]}')
    const read = readConfig({ RELAY_CONFIG: file, RELAY_PORT: '2000', RELAY_PUBLIC_URL: 'https://r.example' })
    expect(read).toMatchObject({
      ok: true,
      config: {
        port: 2000,
        keepDays: 30,
        keepAcknowledgedDays: 7,
        trustedProxies: ['10.0.0.0/8'],
        publicUrl: 'https://r.example',
      },
    })
  })

  it.each([
    'relay.sqlite',
    '/var/lib/relay.sqlite',
    'redis://localhost',
    'rediss://relay:p%40ss@redis.example:6380/2',
    'redis://[::1]:6379/',
  ])('%s is a store', (store) => {
    expect(readConfig({ RELAY_STORE: store })).toMatchObject({ ok: true, config: { store } })
  })

  it.each<readonly [Record<string, string>, string]>([
    [{ RELAY_PORT: 'abc' }, 'RELAY_PORT must be a whole number from 0 to 65535.'],
    [{ RELAY_PORT: '70000' }, 'RELAY_PORT must be a whole number from 0 to 65535.'],
    [{ RELAY_KEEP_DAYS: '-1' }, 'RELAY_KEEP_DAYS must be a whole number from 1 to 3650.'],
    [
      { RELAY_PUBLIC_URL: 'https://relay.example.com/path' },
      'RELAY_PUBLIC_URL must look like https://relay.example.com, with nothing after the name.',
    ],
    ...['http://there', 'redis://', 'redis://there/shop', 'redis://there?db=1', 'redis://%zz@there'].map(
      (store) => [{ RELAY_STORE: store }, NO_STORE] as const,
    ),
    [{ RELAY_REDIS_DURABILITY: 'yes' }, 'RELAY_REDIS_DURABILITY must be checked or vouched.'],
    [
      { RELAY_TRUSTED_PROXIES: '10.0.0.0/99' },
      'RELAY_TRUSTED_PROXIES must be IP addresses or networks such as 10.0.0.0/8.',
    ],
    [{ RELAY_LOG_LEVEL: 'loud' }, 'RELAY_LOG_LEVEL must be debug, info, warn, error or silent.'],
    [{ RELAY_METRICS_TOKEN: 'short' }, 'RELAY_METRICS_TOKEN must have at least 16 characters.'],
  ])('%o is refused in one sentence', (environment, sentence) => {
    expect(problemsOf(environment)).toEqual([sentence])
  })

  it('every problem is named at once', () => {
    expect(problemsOf({ RELAY_PORT: 'x', RELAY_KEEP_DAYS: 'y' })).toHaveLength(2)
  })

  it('a name that nobody reads is a problem, wherever it stands', () => {
    expect(problemsOf({ RELAY_PROT: '8790' })[0]).toMatch(
      /^RELAY_PROT is not a setting of the relay\. There are: /,
    )
    expect(problemsOf({ RELAY_CONFIG: fileOf('{"prot": 8790}') })).toEqual([
      'The file has prot, which the relay does not know.',
    ])
  })

  it('a file that is wrong is named', () => {
    expect(problemsOf({ RELAY_CONFIG: fileOf('{"port": "8790"}') })).toEqual([
      '"port" in the file must be a whole number from 0 to 65535.',
    ])
    expect(problemsOf({ RELAY_CONFIG: fileOf('port: 8790') })[0]).toMatch(
      /relay\.json \(RELAY_CONFIG\) is not JSON/,
    )
    expect(problemsOf({ RELAY_CONFIG: fileOf('[]') })[0]).toMatch(/must hold one JSON object/)
    expect(problemsOf({ RELAY_CONFIG: join(folder, 'none.json') })[0]).toMatch(/cannot be read/)
  })
})

describe('the name of a store', () => {
  it.each([
    ['/var/lib/relay.sqlite', '/var/lib/relay.sqlite'],
    ['redis://localhost', 'redis://localhost'],
    ['rediss://relay:p%40ss@redis.example:6380/2', 'rediss://redis.example:6380/2'],
    ['redis://:pass@[::1]/', 'redis://[::1]/'],
  ])('%s is shown as %s', (store, shown) => {
    expect(storeName(store)).toBe(shown)
  })
})
