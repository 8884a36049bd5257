import { setTimeout as after } from 'node:timers/promises'
import { callbackPath, Gateway } from '../shared/relay-protocol.ts'
import { check } from './check/check.ts'
import { type Config, readConfig } from './config.ts'
import type { ChannelSecrets, Inbox, Stored } from './inbox.ts'
import { createLog } from './observe/log.ts'
import { pruneBefore } from './pruning.ts'
import { startRelay } from './server.ts'
import { openStore, storeName } from './store.ts'

// `npm run relay [-- COMMAND]`. Commands work on the store itself, whether the relay is running or not.

export type Terminal = {
  readonly environment: NodeJS.ProcessEnv
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
  /** Undefined when nothing was given. */
  readonly readSecret: (question: string) => Promise<string | undefined>
  /** Aborted when the person or the system wants it to end. */
  readonly ending: AbortSignal
}

const USAGE = `The relay takes callbacks of payment gateways and passes them to tills.

  relay                          runs it
  relay new-till NAME            makes a channel: the URLs for the gateways, and the read token for the till
  relay list                     channels, and how far their tills are
  relay rotate NAME [--callback] a new read token (and new callback URLs)
  relay remove NAME              forgets a channel and its deliveries
  relay tail NAME                shows deliveries as they come
  relay prune                    forgets now what is old enough
  relay check CALLBACK_URL       sends a test callback the public way and waits for it on the stream;
                                 asks for the read token, or takes it from standard input

Settings come from the environment (RELAY_PORT, RELAY_STORE, RELAY_PUBLIC_URL and so on), or from a JSON file named in RELAY_CONFIG.`

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u

/** How often a tail looks: it watches a file that another process writes. */
const TAIL_MS = 300
const TAIL_PAGE = 500

const WRONG_USE = 2

/** The exit code: 0 done, 1 it did not work, 2 it was asked for wrongly. */
export async function runCommand(given: readonly string[], terminal: Terminal): Promise<number> {
  const [command, name = '', ...flags] = given
  if (command === '--help' || command === 'help') {
    terminal.print(USAGE)
    return 0
  }
  if (command === 'check') return checkFromOutside(name, terminal)
  const read = readConfig(terminal.environment)
  if (!read.ok) {
    terminal.complain(read.problems.join('\n'))
    return WRONG_USE
  }
  const { config } = read
  switch (command) {
    case undefined:
      return withInbox(config, terminal, (inbox) => serve(config, inbox, terminal))
    case 'list':
      return withInbox(config, terminal, (inbox) => list(inbox, terminal))
    case 'prune':
      return withInbox(config, terminal, (inbox) => prune(config, inbox, terminal))
    case 'new-till':
    case 'rotate':
    case 'remove':
    case 'tail':
      break
    default:
      terminal.complain(USAGE)
      return WRONG_USE
  }
  if (!NAME.test(name)) {
    terminal.complain(`Which till? relay ${command} NAME (letters, digits, spaces, and . _ - in it).`)
    return WRONG_USE
  }
  const onOne = { 'new-till': newTill, rotate, remove, tail }[command]
  return withInbox(config, terminal, (inbox) => onOne({ config, inbox, terminal, name, flags }))
}

/** Neither settings nor store: it works from any computer. */
function checkFromOutside(
  callbackUrl: string,
  { readSecret, print, complain, ending }: Terminal,
): Promise<number> {
  const readToken = () => readSecret('Read token (it is not shown): ')
  return check({ callbackUrl, readToken, print, complain, signal: ending })
}

async function withInbox(
  config: Config,
  terminal: Terminal,
  run: (inbox: Inbox) => Promise<number>,
): Promise<number> {
  let inbox: Inbox
  try {
    inbox = await openStore(config, terminal.complain)
  } catch (error) {
    terminal.complain(`The store cannot be opened: ${sentenceOf(error)} (${storeName(config.store)})`)
    return 1
  }
  try {
    return await run(inbox)
  } finally {
    await inbox.close()
  }
}

async function serve(config: Config, inbox: Inbox, { complain, ending }: Terminal): Promise<number> {
  const log = createLog(config.logLevel)
  try {
    const relay = await startRelay({ config, inbox, log })
    log.info({ listening: relay.origin, store: storeName(config.store) }, 'relay ready')
    const lost = await Promise.race([aborted(ending), inbox.lost])
    if (lost === undefined) log.info('relay closing')
    else log.fatal({ reason: lost }, 'the store is lost')
    await relay.close()
    log.info('relay closed')
    return lost === undefined ? 0 : 1
  } catch (error) {
    complain(`The relay cannot run on ${config.host} port ${config.port}: ${sentenceOf(error)}`)
    return 1
  }
}

async function list(inbox: Inbox, { print }: Terminal): Promise<number> {
  const channels = await inbox.channels()
  if (channels.length === 0) print('There is no channel yet: relay new-till NAME makes one.')
  for (const { name, createdAt, latest, acknowledged, oldest } of channels) {
    const kept = oldest === 0 ? 0 : latest - oldest + 1
    print(
      `${name}  since ${createdAt}  received ${latest}, acknowledged up to ${acknowledged}, ${kept} still kept`,
    )
  }
  return 0
}

async function prune(config: Config, inbox: Inbox, { print }: Terminal): Promise<number> {
  print(`${await inbox.prune(pruneBefore(new Date(), config))} deliveries forgotten.`)
  return 0
}

type OnOne = { config: Config; inbox: Inbox; terminal: Terminal; name: string; flags: readonly string[] }

async function newTill({ config, inbox, terminal, name }: OnOne): Promise<number> {
  const secrets = await inbox.createChannel(name, new Date().toISOString())
  if (secrets) {
    terminal.print(`Channel for ${name}.\n\n${accessText(config, secrets)}`)
    return 0
  }
  terminal.complain(`There is a channel named ${name} already. "relay rotate ${name}" makes a new token.`)
  return 1
}

async function rotate({ config, inbox, terminal, name, flags }: OnOne): Promise<number> {
  const unknown = flags.find((flag) => flag !== '--callback')
  if (unknown !== undefined) {
    terminal.complain(`rotate knows --callback, not ${unknown}.`)
    return WRONG_USE
  }
  const secrets = await inbox.rotate(name, { callback: flags.includes('--callback') })
  if (!secrets) return noSuchChannel(name, terminal)
  terminal.print(`The old token of ${name} is refused from now on.\n\n${accessText(config, secrets)}`)
  return 0
}

async function remove({ inbox, terminal, name }: OnOne): Promise<number> {
  if (!(await inbox.remove(name))) return noSuchChannel(name, terminal)
  terminal.print(`${name} and its deliveries are gone.`)
  return 0
}

async function tail({ inbox, terminal, name }: OnOne): Promise<number> {
  const channel = (await inbox.channels()).find((each) => each.name === name)
  if (!channel) return noSuchChannel(name, terminal)
  terminal.print(`Deliveries of ${name} after number ${channel.latest}. Stop with Ctrl+C.`)
  let last = channel.latest
  while (!terminal.ending.aborted) {
    const stored = await inbox.read(channel.key, last, TAIL_PAGE)
    for (const each of stored) terminal.print(lineOf(each))
    last = stored.at(-1)?.id ?? last
    if (stored.length === 0) await after(TAIL_MS, undefined, { signal: terminal.ending }).catch(() => {})
  }
  return 0
}

function noSuchChannel(name: string, { complain }: Terminal): number {
  complain(`There is no channel named ${name}; "relay list" shows those there are.`)
  return 1
}

function accessText({ publicUrl, host, port }: Config, { id, token }: ChannelSecrets): string {
  const origin = (publicUrl ?? `http://${host}:${port}`).replace(/\/$/, '')
  const urls = Gateway.options.map(
    (gateway) => `  ${gateway.padEnd(15)}${origin}${callbackPath(id, gateway)}`,
  )
  return [
    'Callback URL for the gateway:',
    ...urls,
    '',
    'For the till (shown only now):',
    `  relay          ${origin}`,
    `  read token     ${token}`,
  ].join('\n')
}

/** Whatever a stranger sent: only printable ASCII reaches the terminal. */
function lineOf({ id, receivedAt, gateway, source, body }: Stored): string {
  const start = Buffer.from(body.subarray(0, 160))
    .toString('latin1')
    .replace(/[^ -~]/g, '.')
  return `${id}  ${receivedAt}  ${gateway}  from ${source}  ${body.length} bytes  ${start}`
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined)
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))
}
