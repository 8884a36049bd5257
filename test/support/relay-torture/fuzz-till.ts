import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createCallbackDesk } from '../../../electron/relay/callback-desk.ts'
import type { NewCallback } from '../../../electron/relay/callback-log.ts'
import { createSteadyClock, thisComputer } from '../../../electron/time/steady-clock.ts'
import { BODY_LIMIT, type Delivery, Gateway } from '../../../shared/relay-protocol.ts'
import { sortedJson } from '../../../simulator/nowpayments/signature.ts'
import { silentLog } from '../relay-till.ts'
import { createDice, type Dice } from '../torture/dice.ts'
import { GATEWAY_SECRETS, posted } from './callbacks.ts'
import { mutated } from './mutations.ts'

// What strangers make of genuine callbacks, at the till's desk: a delivery counts only when it still says, to its
// gateway's own signature, what was signed.

const CHANNEL = 'channel-of-the-fuzzed-till'

export type FuzzTillReport = {
  readonly deliveries: number
  readonly verified: number
  readonly refused: number
  /** Verdicts that are not what the signature says, with what was delivered. */
  readonly wrong: readonly string[]
  /** Heap in use once it was warm, and at the end, each after a collection; MB. */
  readonly warmMb: number
  readonly endMb: number
}

/** The desk remembers the news of ten seconds, and nothing else. */
export const ALLOWED_HEAP_GROWTH_MB = 16

/** Hands that many mutated deliveries to a desk, one after the other. Rejects when one of them makes it throw. */
export async function fuzzTill(count: number, seed: number): Promise<FuzzTillReport> {
  const dice = createDice(seed)
  const clock = createSteadyClock(thisComputer)
  const verdicts = { verified: 0, refused: 0, ignored: 0 }
  const wrong: string[] = []
  let looks = 0
  let warmMb = 0
  const desk = createCallbackDesk({
    ...{ clock, log: silentLog, takesShortForm: () => false },
    callbacks: {
      note: ({ outcome }: NewCallback) => ({ id: 1, isNew: true, isLooking: outcome.kind === 'looking' }),
    },
    secretOf: async (gateway) => GATEWAY_SECRETS[gateway],
    paymentOf: () => ({ id: 'payment', number: 1 }),
    heard: () => undefined,
    look: () => {
      looks += 1
    },
  })
  for (let number = 1; number <= count; number++) {
    const original = genuine(number, clock.now(), dice)
    const { delivery, channel } = changed(original, dice)
    const { verdict } = await desk.take(delivery, channel)
    verdicts[verdict.kind] += 1
    const expected = saysTheSame(original, delivery, channel) ? ['verified'] : ['refused', 'ignored']
    if (!expected.includes(verdict.kind)) wrong.push(JSON.stringify({ verdict, delivery, channel }))
    if (number === Math.ceil(count / 5)) warmMb = heapMb()
  }
  if (looks > verdicts.verified) wrong.push(`${looks} looks at ${verdicts.verified} verified callbacks`)
  const { verified, refused } = verdicts
  return { deliveries: count, verified, refused, wrong, warmMb, endMb: heapMb() }
}

/** What nobody holds any more would count as grown. */
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

function heapMb(): number {
  collectGarbage()
  return Math.round(process.memoryUsage().heapUsed / 1024 / 1024)
}

function genuine(number: number, now: number, dice: Dice): Delivery {
  const payment = { number, gateway: dice.pick(Gateway.options), end: 'finished' } as const
  const { headers, body } = posted({ number, payment, status: 'finished', forgery: null }, CHANNEL, now)
  return {
    ...{ id: number, gateway: payment.gateway, source: '203.0.113.9', headers: { ...headers } },
    ...{ receivedAt: new Date(now).toISOString(), body: inBase64(body) },
  }
}

type Changed = { readonly delivery: Delivery; readonly channel: string }

function changed(original: Delivery, dice: Dice): Changed {
  const { 'content-type': type = '', ...signed } = original.headers
  const [name, value] = dice.pick(Object.entries(signed))
  const { [name]: _, ...others } = signed
  const delivered = (change: Partial<Delivery>, channel = CHANNEL) => ({
    delivery: { ...original, ...change },
    channel,
  })
  switch (dice.below(8)) {
    case 0:
      return delivered({ headers: { ...others, 'content-type': type } })
    case 1:
      return delivered({ gateway: dice.pick(Gateway.options.filter((each) => each !== original.gateway)) })
    case 2:
      return delivered({}, mutated(CHANNEL, dice))
    case 3:
    case 4:
      return delivered({ headers: { ...original.headers, [name]: mutated(value, dice) } })
    default:
      return delivered({ body: inBase64(mutated(textOf(original), dice)) })
  }
}

/** By each gateway's own rule, written anew: what it signs, and which differences mean nothing. */
function saysTheSame(original: Delivery, delivery: Delivery, channel: string): boolean {
  if (delivery.gateway !== original.gateway) return false
  const header = (one: Delivery, name: string) => (one.headers[name] ?? '').trim()
  const isSame = (name: string) => header(delivery, name) === header(original, name)
  const isSameHex = (name: string) => header(delivery, name).toLowerCase() === header(original, name)
  const isSameBody = delivery.body === original.body
  switch (original.gateway) {
    case 'nowpayments':
      return isSameHex('x-nowpayments-sig') && (isSameBody || canonical(delivery) === canonical(original))
    case 'usdt-payments':
      return isSameHex('x-signature') && isSameBody
    case 'paystablecoin':
      return isSame('x-signature') && isSame('x-timestamp') && isSameBody && channel === CHANNEL
  }
}

/** Nothing for what is no JSON, or more than a callback may be. */
function canonical(delivery: Delivery): string {
  const bytes = Buffer.from(delivery.body, 'base64')
  const text = bytes.toString('utf8')
  if (bytes.length > BODY_LIMIT || !Buffer.from(text).equals(bytes)) return 'too large, or no text'
  try {
    return sortedJson(JSON.parse(text))
  } catch {
    return 'no JSON'
  }
}

const inBase64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')
const textOf = ({ body }: Delivery) => Buffer.from(body, 'base64').toString('latin1')
