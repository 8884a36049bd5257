import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

// Configuration: defaults, over them a JSON file, over it the environment. All of it is checked at start, and what is
// wrong is said in one sentence each.

const whole = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`
  return z.int({ error }).min(from, { error }).max(to, { error })
}
const text = (what: string) => z.string({ error: `must be ${what}` }).min(1, { error: `must be ${what}` })

const Config = z.strictObject({
  /** Where it listens. A proxy that speaks TLS stands in front, on the same computer as a rule. */
  host: text('an address to listen on, such as 127.0.0.1').default('127.0.0.1'),
  port: whole(0, 65_535).default(8790),
  /** What gateways reach it by, without a path: PayStablecoin signs the path as the relay sees it. */
  publicUrl: z
    .string()
    .refine(isOrigin, { error: 'must look like https://relay.example.com, with nothing after the name' })
    .optional(),
  /** A SQLite file for one relay, or a Redis (also a cluster) for any number of them. */
  store: text('the path of a file, or redis://HOST')
    .refine(isStore, {
      error:
        'must be the path of a file, or redis://USER:PASSWORD@HOST:PORT/NUMBER (rediss:// for TLS), of which only HOST is needed',
    })
    .default(defaultStore),
  /** `vouched`: where Redis does not tell its settings, the operator knows that it answers after the disk. */
  redisDurability: z.enum(['checked', 'vouched'], { error: 'must be checked or vouched' }).default('checked'),
  /** Whose X-Forwarded-For is believed: addresses or networks such as 10.0.0.0/8. */
  trustedProxies: z
    .array(z.string().refine(isNetwork, { error: 'must be IP addresses or networks such as 10.0.0.0/8' }))
    .default(['127.0.0.1', '::1']),
  /** Days that a delivery is kept which a till has acknowledged, and any delivery. */
  keepAcknowledgedDays: whole(0, 3_650).default(7),
  keepDays: whole(1, 3_650).default(90),
  maxConnections: whole(10, 1_000_000).default(10_000),
  /** Open streams at a time. */
  maxListeners: whole(1, 1_000_000).default(5_000),
  /** Seconds within which a request has to arrive in full. */
  requestSeconds: whole(1, 60).default(10),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
  /** Without one, /metrics answers only to programs on this computer. */
  metricsToken: text('some text').min(16, { error: 'must have at least 16 characters' }).optional(),
})
export type Config = z.infer<typeof Config>

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] }

const PREFIX = 'RELAY_'
const FILE_VARIABLE = 'RELAY_CONFIG'
const FIELDS = Object.keys(Config.shape) as (keyof Config)[]
const VARIABLES = new Map(FIELDS.map((field) => [variableOf(field), field]))

/** A name that nobody reads is a problem too: a slip of the pen must not leave a default in force. */
export function readConfig(environment: NodeJS.ProcessEnv): ReadConfig {
  const file = readConfigFile(environment[FILE_VARIABLE])
  if (!file.ok) return file
  const fromEnvironment: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || name === FILE_VARIABLE || value === undefined || value === '') continue
    const field = VARIABLES.get(name)
    if (field) fromEnvironment[field] = fromText(field, value)
    else
      problems.push(`${name} is not a setting of the relay. There are: ${[...VARIABLES.keys()].join(', ')}.`)
  }
  const parsed = Config.safeParse({ ...file.values, ...fromEnvironment })
  if (parsed.success && problems.length === 0) return { ok: true, config: parsed.data }
  const named = (field: string) => (field in fromEnvironment ? variableOf(field) : `"${field}" in the file`)
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      problems.push(`The file has ${issue.keys.join(', ')}, which the relay does not know.`)
    } else problems.push(`${named(String(issue.path[0]))} ${issue.message}.`)
  }
  return { ok: false, problems }
}

type ReadFile =
  | { readonly ok: true; readonly values: object }
  | { readonly ok: false; readonly problems: readonly string[] }

function readConfigFile(path: string | undefined): ReadFile {
  if (path === undefined || path === '') return { ok: true, values: {} }
  try {
    const values: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ok: true, values }
    return { ok: false, problems: [`${path} must hold one JSON object, such as {"port": 8790}.`] }
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    return { ok: false, problems: [`${path} (${FILE_VARIABLE}) ${why}: ${(error as Error).message}.`] }
  }
}

function variableOf(field: string): string {
  return PREFIX + field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

function fromText(field: keyof Config, value: string): unknown {
  if (field === 'trustedProxies') return value.split(',').map((entry) => entry.trim())
  const isNumber = Config.shape[field].safeParse(0).success || Config.shape[field].safeParse(10).success
  return isNumber && /^\d+$/.test(value) ? Number(value) : value
}

function isOrigin(given: string): boolean {
  if (!URL.canParse(given)) return false
  const { protocol, origin } = new URL(given)
  return (protocol === 'https:' || protocol === 'http:') && origin === given.replace(/\/$/, '')
}

/** As opposed to the path of a file. */
export function isRedis(store: string): boolean {
  return store.includes('://')
}

function isStore(given: string): boolean {
  if (!isRedis(given)) return true
  if (!URL.canParse(given)) return false
  const { protocol, hostname, pathname, username, password, search, hash } = new URL(given)
  return (
    ['redis:', 'rediss:'].includes(protocol) &&
    hostname !== '' &&
    /^(\/\d{0,4})?$/.test(pathname) &&
    search + hash === '' &&
    [username, password].every(isDecodable)
  )
}

function isDecodable(part: string): boolean {
  try {
    return decodeURIComponent(part).length <= part.length
  } catch {
    return false
  }
}

function isNetwork(given: string): boolean {
  const [address = '', bits, ...rest] = given.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** systemd gives a service a folder of its own; else it is in the home of whoever runs it. */
function defaultStore(): string {
  const folder = process.env['STATE_DIRECTORY'] ?? join(homedir(), '.usdtill-relay')
  return resolve(folder, 'relay.sqlite')
}
