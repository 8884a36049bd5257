import type { ChargedPayment, Payment } from '../../../../shared/payment/payment.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import type { ListedCharge } from '../../../../shared/reconciliation/books.ts'
import {
  AS_OF,
  abandoned,
  after,
  begin,
  callback,
  callbacksOf,
  cancel,
  childRow,
  createRandom,
  DAY,
  decided,
  expire,
  FROM,
  GATEWAY_SOURCE,
  HOUR,
  iso,
  MINUTE,
  type Month,
  paid,
  RELAY_SINCE,
  rowOf,
  saw,
  saying,
  TO,
} from './month.ts'

// A month in which everything that goes wrong in a shop did, was seen by all three books, and was dealt with.

const SALES = 400

type Told = { readonly payments: readonly Payment[]; readonly rows?: readonly ListedCharge[] }
type Story = (number: number, at: number) => Told

const CHILD = '77'

/** A further deposit that the till looked at and the owner dealt with. */
function withChild(number: number, at: number, coin: string): Told {
  const chargeId = `${CHILD}${number}`
  const parent = saw(paid(begin(number, at)), HOUR, { status: 'finished', childChargeIds: [chargeId] })
  const row = childRow(parent, chargeId, { coin })
  const seen = after(parent, [
    { kind: 'childObserved', at: iso(at + 2 * HOUR), observation: row.observation, raw: '{}' },
  ])
  return { payments: [decided(seen, 'closed')], rows: [row] }
}

function short(number: number, at: number): ChargedPayment {
  return saw(begin(number, at), 3 * MINUTE, { status: 'partiallyPaid', received: '9.000000' })
}

/** How often each happens, in a hundred. */
const STORIES: readonly (readonly [share: number, story: Story])[] = [
  [10, (number, at) => ({ payments: [expire(begin(number, at))] })],
  [5, (number, at) => ({ payments: [saw(expire(begin(number, at)), 7 * DAY, { status: 'expired' })] })],
  [5, (number, at) => ({ payments: [cancel(begin(number, at))] })],
  [4, (number, at) => ({ payments: [decided(short(number, at), 'accepted')] })],
  [
    4,
    // The rest is asked for and comes.
    (number, at) => {
      const first = short(number, at)
      const rest = paid(begin(number + 1, at + 5 * MINUTE, { saleId: first.saleId, topUpOf: first.id }))
      const event = { kind: 'toppedUp', at: iso(at + 9 * MINUTE), paymentId: rest.id } as const
      return { payments: [after(first, [event]), rest] }
    },
  ],
  [
    4,
    // More than was asked, and the rest given back.
    (number, at) => ({
      payments: [
        decided(saw(begin(number, at), 3 * MINUTE, { status: 'finished', received: '99.000000' }), 'closed'),
      ],
    }),
  ],
  [
    4,
    // Late but whole: the goods went.
    (number, at) => ({
      payments: [decided(saw(expire(begin(number, at)), 50 * MINUTE, { status: 'finished' }), 'delivered')],
    }),
  ],
  [
    4,
    // Charged again, and both paid: the first one's money was given back.
    (number, at) => {
      const first = cancel(begin(number, at))
      const second = paid(begin(number + 1, at + 6 * MINUTE, { saleId: first.saleId }))
      const late = saw(first, 20 * MINUTE, { status: 'finished' })
      return { payments: [decided(late, 'owed', 'closed'), second] }
    },
  ],
  [
    3,
    (number, at) => ({
      payments: [
        decided(saw(begin(number, at), 3 * MINUTE, { status: 'failed', received: '0.000000' }), 'closed'),
      ],
    }),
  ],
  [
    3,
    (number, at) => ({
      payments: [decided(saw(paid(begin(number, at)), DAY, { status: 'refunded' }), 'closed')],
    }),
  ],
  [4, (number, at) => ({ payments: [abandoned(number, at)] })],
  [3, (number, at) => withChild(number, at, 'usdttrc20')],
  [2, (number, at) => withChild(number, at, 'trx')],
]

const plainly: Story = (number, at) => ({ payments: [paid(begin(number, at))] })

function storyFor(percent: number): Story {
  let reached = 0
  for (const [share, story] of STORIES) {
    reached += share
    if (percent < reached) return story
  }
  return plainly
}

/** `seed`: the same month for the same number. */
export function cleanMonth(seed: number): Month {
  const random = createRandom(seed)
  const payments: Payment[] = []
  const rows: ListedCharge[] = []
  const plain: ChargedPayment[] = []
  /** A day at either side belongs to other months. */
  const span = TO + 0.5 * DAY - HOUR - (FROM - DAY)
  for (let sale = 0; sale < SALES; sale += 1) {
    const at = FROM - DAY + Math.floor((sale / SALES) * span) + random.below(30 * MINUTE)
    const story = at > TO - 2 * DAY ? plainly : storyFor(random.below(100))
    if (at >= AS_OF - HOUR) continue
    const told = story(10 + sale * 2, at)
    payments.push(...told.payments)
    rows.push(...(told.rows ?? []))
    const charged = told.payments.filter(isCharged)
    rows.push(...charged.map((payment) => rowOf(payment, {}, random.below(2 * MINUTE) - MINUTE)))
    const [only] = charged
    if (story === plainly && only && at > RELAY_SINCE + DAY && at < TO - 5 * DAY) plain.push(only)
  }
  const edges = [atTheEdge(9_001, FROM - 2_000), atTheEdge(9_002, TO - 10_000), onItsWay(9_003)]
  const charged = [...payments, ...edges.map(({ payment }) => payment)].filter(isCharged)
  return {
    payments: [...payments, ...edges.map(({ payment }) => payment)],
    rows: shownTwice([...rows, ...edges.map(({ row }) => row)], random),
    malformed: [],
    complete: true,
    callbacks: [
      ...charged.filter((payment) => isHeard(payment)).flatMap(callbacksOf),
      ...noise(random),
      // No answer came to this look, and a later one knew it all.
      ...plain.slice(0, 3).map((payment) => saying(payment, 'finished', 4 * MINUTE, { kind: 'unanswered' })),
    ],
    plain,
  }
}

function isHeard(payment: ChargedPayment): boolean {
  const began = Date.parse(payment.createdAt)
  return began > RELAY_SINCE && began < AS_OF - 10 * MINUTE
}

/** The two clocks have it on different days. */
function atTheEdge(number: number, at: number) {
  const payment = begin(number, at)
  return { payment, row: rowOf(payment, {}, 15_000) }
}

/** Finished at the gateway a minute ago; the till has seen the deposit and asks again in a moment. */
function onItsWay(number: number) {
  const payment = saw(begin(number, TO - 3 * MINUTE), MINUTE, { status: 'confirming' })
  const word = {
    status: 'finished',
    vendorStatus: 'finished',
    gatewayUpdatedAt: iso(AS_OF - MINUTE),
  } as const
  return { payment, row: rowOf(payment, { ...word, received: payment.charge.asked }) }
}

/** The list grew while it was read: some rows are there twice, once with an older word, before or after the newer. */
function shownTwice(rows: readonly ListedCharge[], random: ReturnType<typeof createRandom>): ListedCharge[] {
  return rows.flatMap((row) => {
    if (!random.chance(0.1)) return [row]
    const { observation, createdAt } = row
    const older = {
      ...observation,
      status: 'waiting',
      vendorStatus: 'waiting',
      received: '0.000000',
    } as const
    const waiting = {
      observation: { ...older, gatewayUpdatedAt: createdAt && iso(Date.parse(createdAt) - MINUTE) },
      createdAt,
    }
    return random.chance(0.5) ? [waiting, row] : [row, waiting]
  })
}

/** What strangers post, what the technician tries, and what belongs to others with the same account. */
function noise(random: ReturnType<typeof createRandom>) {
  const at = () => RELAY_SINCE + DAY + random.below(TO - RELAY_SINCE - DAY)
  const forged = { kind: 'refused', reason: 'wrongSignature' } as const
  return [
    ...Array.from({ length: 20 }, () => callback(at(), null, forged)),
    callback(TO - MINUTE, null, forged),
    callback(RELAY_SINCE + DAY, null, forged, { source: GATEWAY_SOURCE }),
    callback(at(), null, { kind: 'refused', reason: 'notJson' }),
    callback(at(), null, { kind: 'ignored', about: 'test' }),
    callback(
      at(),
      null,
      { kind: 'verified', vendorStatus: 'finished' },
      { chargeId: '1', outcome: { kind: 'notOurs' } },
    ),
  ]
}
