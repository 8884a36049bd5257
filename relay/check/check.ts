import type { Delivery } from '../../shared/relay-protocol.ts'
import { ask } from './exchange.ts'
import { problemOf, refusalOf } from './faults.ts'
import { createReport, type Problem, type Report } from './report.ts'
import { isLoopbackName, readTarget, type Target } from './target.ts'
import { changesIn, isTestCallback, newTestCallback, type TestCallback } from './test-callback.ts'
import { type OpenStream, watch } from './watch.ts'
import { addressesOf, certificateEnd } from './way-there.ts'

// `relay check CALLBACK_URL`: goes the way of a callback, from the public name to the stream of a till, and says of each
// part whether it works. It leaves one test callback in the channel, which tills know, and acknowledges nothing.

export type CheckOptions = {
  readonly callbackUrl: string
  readonly readToken: () => Promise<string | undefined>
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
  readonly signal: AbortSignal
  readonly now?: () => Date
  /** How long each part may take. */
  readonly limitMs?: number
}

const LIMIT_MS = 10_000
const SOON_DAYS = 14
const DAY_MS = 24 * 60 * 60_000

/** NOWPayments waits 3 s for its answer; this leaves something for its own way here. */
const SLOW_MS = 2_000

const WRONG_USE = 2

/** The exit code: 0 all of it works, 1 something does not, 2 it was asked for wrongly. */
export async function check(options: CheckOptions): Promise<number> {
  const { callbackUrl, readToken, print, complain, signal } = options
  const read = readTarget(callbackUrl)
  if (read.kind === 'unclear') {
    complain('Which callback URL? relay check https://…/in/…/nowpayments, as new-till printed it.')
    return WRONG_USE
  }
  const report = createReport(print)
  if (read.kind === 'wrong') {
    report.fails(read.problem)
    return 1
  }
  const token = await readToken()
  if (token === undefined || !/^[\w-]{43}$/.test(token)) {
    complain(
      'The read token is needed, 43 letters and digits as new-till printed them: type it when asked, or give it on ' +
        'standard input (relay check URL < FILE). Not as an argument: every program could read it there.',
    )
    return WRONG_USE
  }
  const { now = () => new Date(), limitMs = LIMIT_MS } = options
  const part: Part = { target: read.target, token, report, signal, now, limitMs }
  await goThere(part).catch((error: unknown) => report.fails(problemOf(error)))
  if (signal.aborted) {
    print('Stopped.')
    return 1
  }
  print(
    report.hasFailed
      ? 'It does not work yet. What comes after the failure was not tried.'
      : 'All of it works.',
  )
  return report.hasFailed ? 1 : 0
}

type Part = {
  readonly target: Target
  readonly token: string
  readonly report: Report
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly limitMs: number
}

/** Stops at the first part that fails: what comes after it would only fail in its wake. */
async function goThere(part: Part): Promise<void> {
  const { report } = part
  const steps = [checkName, checkCertificate, checkHealth]
  for (const step of steps) {
    await step(part)
    if (report.hasFailed) return
  }
  const latest = await checkToken(part)
  if (latest === undefined) return
  const stream = await listen(part, latest)
  if (!stream) return
  try {
    await checkCallback(part, stream)
  } finally {
    stream.leave()
  }
}

async function checkName({ target, report }: Part): Promise<void> {
  const addresses = await addressesOf(target.url)
  if (addresses.includes(target.url.hostname)) return
  report.works(`${target.url.hostname} is ${addresses.join(' and ')}`)
}

async function checkCertificate({ target, report, signal, now, limitMs }: Part): Promise<void> {
  if (target.url.protocol === 'http:') {
    report.mind('Without TLS, good for trying it on this computer only: gateways and tills need https.')
    return
  }
  const end = await certificateEnd(target.url, limited(signal, limitMs))
  const days = Math.floor((end.getTime() - now().getTime()) / DAY_MS)
  const until = `until ${end.toISOString().slice(0, 10)} (${days} days)`
  if (days >= SOON_DAYS) report.works(`its TLS certificate is accepted, ${until}`)
  else report.mind(`its TLS certificate is accepted, but only ${until}: does the proxy renew it?`)
}

async function checkHealth({ target, report, signal, limitMs }: Part): Promise<void> {
  const answer = await ask(new URL('/healthz', target.url), { signal: limited(signal, limitMs) })
  if (answer.status === 200 && answer.text === '{"status":"ok"}') {
    return report.works('/healthz: the relay runs, and can store')
  }
  if (answer.text === '{"status":"cannot store"}') {
    return report.fails({
      sentence: '/healthz: the relay runs, and cannot store.',
      remedy: 'Is the disk full? Its log says why (journalctl -u usdtill-relay).',
    })
  }
  report.fails(refusalOf('/healthz', answer))
}

/** The last id of the channel that the token opens, or undefined when it is not the one of the callback URL. */
async function checkToken(part: Part): Promise<number | undefined> {
  const { target, report } = part
  // The first event says how far the channel is; the stream is left before old deliveries fill it.
  const stream = await listen(part, 0)
  stream?.leave()
  if (!stream) return undefined
  const { channel, latest } = stream.hello
  if (channel === target.channel) {
    report.works(`the read token opens this channel (deliveries so far: ${latest})`)
    return latest
  }
  report.fails(await otherChannel(part))
  return undefined
}

/** A content type that no gateway sends is refused before anything is stored, and only where there is a channel. */
async function otherChannel({ target, signal, limitMs }: Part): Promise<Problem> {
  const headers = { 'content-type': 'application/x-relay-check' }
  const { status } = await ask(target.url, { method: 'POST', headers, signal: limited(signal, limitMs) })
  const remedy = 'new-till and rotate --callback print a callback URL and a read token that belong together.'
  return status === 415
    ? { sentence: 'The read token is right, and opens another channel than this callback URL.', remedy }
    : { sentence: `The relay does not know this callback URL (${status}). The read token is right.`, remedy }
}

async function listen(part: Part, afterId: number): Promise<OpenStream | undefined> {
  const { target, token, report, signal, limitMs } = part
  const watched = await watch({ url: target.url, token, afterId, limitMs, signal })
  switch (watched.kind) {
    case 'open':
      return watched.stream
    case 'packed':
      report.fails({
        sentence: `The proxy packs the stream (${watched.encoding}): deliveries wait until there are enough of them.`,
        remedy: 'Leave compression off for the relay (no encode in the Caddyfile, gzip off in nginx).',
      })
      return undefined
    case 'heldBack':
      report.fails(HELD_BACK)
      return undefined
    case 'refused': {
      const { statusCode: status = 0, headers } = watched.response
      const isRelays = headers['www-authenticate'] === 'Bearer realm="relay"'
      report.fails(status === 401 && isRelays ? WRONG_TOKEN : refusalOf('The stream', { status, headers }))
      return undefined
    }
  }
}

const WRONG_TOKEN: Problem = {
  sentence: 'The relay does not know this read token (401).',
  remedy: 'relay list shows the channels; relay rotate NAME makes a new token, which the till needs, too.',
}

const HELD_BACK: Problem = {
  sentence: 'The stream is held back: the proxy collects what the relay sends.',
  remedy: 'nginx: proxy_buffering off. Caddy: no encode. A CDN in front: not for this name.',
}

async function checkCallback(part: Part, stream: OpenStream): Promise<void> {
  const { target, report, signal, limitMs } = part
  const callback = newTestCallback()
  const since = performance.now()
  let arrivedMs = 0
  const arriving = stream.find((delivery) => {
    const isIt = isTestCallback(callback, delivery)
    if (isIt) arrivedMs = Math.round(performance.now() - since)
    return isIt
  })
  const { headers, body } = callback
  const answer = await ask(target.url, { method: 'POST', headers, body, signal: limited(signal, limitMs) })
  if (answer.status !== 200) {
    return report.fails(answer.status === 404 ? PATH_CHANGED : refusalOf('The callback', answer))
  }
  if (answer.ms < SLOW_MS) report.works(`a test callback was accepted after ${answer.ms} ms`)
  else report.mind(`a test callback was accepted after ${answer.ms} ms; gateways give up after 3 s`)

  const tooLong = setTimeout(stream.leave, limitMs)
  const delivery = await arriving
  clearTimeout(tooLong)
  if (!delivery) return report.fails(HELD_BACK)
  report.works(`it came on the stream ${arrivedMs} ms after it was sent`)
  checkDelivery(part, callback, delivery)
}

/** The token has opened this very channel, so it is there. */
const PATH_CHANGED: Problem = {
  sentence: 'The callback is not found (404), though the stream is: the proxy changes the path under /in/.',
  remedy:
    'Caddy: no handle_path and no uri strip_prefix. nginx: no path and no slash after the port in proxy_pass.',
}

function checkDelivery({ target, report }: Part, callback: TestCallback, delivery: Delivery): void {
  const changes = changesIn(callback, delivery)
  if (changes.length === 0) report.works('path, body and headers are as they were sent')
  else {
    report.fails({
      sentence: `Changed on the way: ${changes.join(', ')}. No signature will fit.`,
      remedy: 'The proxy must pass bodies and headers on untouched: no filter, no rewriting.',
    })
  }
  if (isLoopbackName(delivery.source) && !target.isLoopback) {
    report.mind(
      'the relay takes the proxy for the sender: it needs X-Forwarded-For, and RELAY_TRUSTED_PROXIES if elsewhere',
    )
  } else report.works(`the relay saw it come from ${delivery.source}`)
}

function limited(signal: AbortSignal, limitMs: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
}
