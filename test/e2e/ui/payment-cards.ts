import type { Page } from '@playwright/test'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
import type { ChargedPayment, Settlement } from '../../../shared/payment/payment.ts'
import { anAbandonedPayment, aPayment, aView, NOW } from '../../support/views.ts'

export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 600 },
] as const
export const LOOKS = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'ar' },
] as const
export const SHOTS = 'out/screenshots/decisions'

export const ASKED = '19.874210'
export const SHORT: Partial<ChargedPayment> = {
  status: 'short',
  received: '19.000000',
  lastObserved: 'partiallyPaid',
  remarks: ['underpaid'],
}
export const LATE: Partial<ChargedPayment> = {
  status: 'expired',
  received: ASKED,
  lastObserved: 'finished',
  remarks: ['late'],
}
export const AGAIN: Partial<ChargedPayment> = {
  childChargeIds: ['6'],
  children: [
    { chargeId: '6', status: 'finished', coin: 'usdttrc20', received: '5.000000', transactionId: null },
  ],
  remarks: ['repeated'],
}
const OTHER_COIN: Partial<ChargedPayment> = {
  childChargeIds: ['7'],
  children: [{ chargeId: '7', status: 'finished', coin: 'trx', received: null, transactionId: null }],
  remarks: ['wrongAsset'],
}

export function settled(how: Settlement['how'], by: Settlement['by'] = 'owner'): Partial<ChargedPayment> {
  const reason = by === 'owner' ? 'A regular customer' : null
  return { settlement: { how, at: NOW, by, reason } }
}

export function view(change: Partial<ChargedPayment>, over: Partial<PaymentView> = {}): PaymentView {
  return aView(aPayment(change), over)
}

/** The rest of a sale of EUR 18.25 of which 19 USDT came. */
export function restView(change: Partial<ChargedPayment>): PaymentView {
  const first = aPayment({ ...SHORT, id: 'c3a1f1c2-63ef-4b0f-9a51-0a8f8f6b7c11', number: 117 })
  const payment = aPayment({
    topUpOf: first.id,
    price: money(81, 'EUR'),
    charge: { ...aPayment().charge, asked: '0.874210' },
    ...change,
  })
  return aView(payment, { sale: { price: first.price, received: ASKED, others: [first] } })
}

function belowMinimum(): PaymentView {
  const short = view(SHORT)
  const choices = ['accepted', 'owed', 'handed'] as const
  return { ...short, choices: [...choices], rest: short.rest && { ...short.rest, minimumUsdt: '1.500000' } }
}

function toppedUp(): PaymentView {
  const first = view({ ...SHORT, ...settled('toppedUp', 'till'), closed: ['short'] })
  const rest = aPayment({ id: 'd', number: 119, topUpOf: first.payment.id, status: 'paid' })
  return { ...first, sale: { ...first.sale, others: [rest] } }
}

export type Card = readonly [name: string, view: PaymentView, words: RegExp, choices: readonly string[]]

/** Every way a payment can go, with what its card says and what can be chosen on it, in that order. */
export const CARDS: readonly Card[] = [
  [
    'short',
    view(SHORT),
    /Received 19\.000000 of 19\.874210 USDT.*0\.874210 USDT is missing.*The money that came is safe.*Ask the customer for the rest/,
    ['Ask for 0.874210 more', 'Take it as it is…', 'Leave to the owner'],
  ],
  [
    'short, below the minimum',
    belowMinimum(),
    /below the gateway’s minimum of 1\.500000 USDT, so it cannot be asked for here/,
    ['Take it as it is…', 'Owed to the customer', 'Leave to the owner'],
  ],
  [
    'late',
    view(LATE),
    /Money came after the code was withdrawn.*19\.874210 USDT has arrived.*All of it is here/,
    ['Give the goods', 'Owed to the customer', 'Leave to the owner'],
  ],
  [
    'late and short',
    view({ ...LATE, received: '19.000000' }),
    /19\.000000 USDT has arrived.*it is less than asked/,
    ['Take it as it is…', 'Owed to the customer', 'Leave to the owner'],
  ],
  [
    'late, on its way',
    view({ ...LATE, lastObserved: 'confirming' }),
    /the gateway is still at work/,
    ['Leave to the owner'],
  ],
  ['expired', view({ status: 'expired' }), /Expired.*already sent, it will still be found/, ['New code']],
  ['cancelled', view({ status: 'cancelled' }), /Cancelled.*will still be found/, ['New code']],
  [
    'abandoned',
    aView(anAbandonedPayment('gatewayTimeout')),
    /Nothing was charged.*no money can be lost.*it is safe/,
    ['New code'],
  ],
  [
    'failed',
    view({ status: 'failed' }),
    /could not process the deposit.*Do not hand over.*5077125051/,
    ['New code', 'Leave to the owner'],
  ],
  [
    'refunded',
    view({ status: 'refunded', received: ASKED }),
    /sent the money back.*received nothing/,
    ['New code', 'Leave to the owner'],
  ],
  [
    'mismatch',
    view({ status: 'expired', remarks: ['mismatch'] }),
    /does not match.*Do not hand over/,
    ['Leave to the owner'],
  ],
  [
    'wrong coin',
    view({ status: 'expired', ...OTHER_COIN }),
    /Another coin came.*Do not hand over/,
    ['New code', 'Leave to the owner'],
  ],
  [
    'repeated',
    view({ status: 'paid', received: ASKED, ...AGAIN }),
    /Paid.*Money came more than once.*owed to them/,
    ['Owed to the customer', 'Leave to the owner'],
  ],
  [
    'reversed',
    view({ status: 'refunded', received: ASKED, remarks: ['reversed'] }),
    /took the payment back.*keep them.*at once/,
    ['Leave to the owner'],
  ],
  [
    'owed',
    view({ ...LATE, owed: [`late ${ASKED}`] }),
    /Money came.*19\.874210 USDT is owed to the customer/,
    ['Give the goods'],
  ],
  [
    'with the owner',
    view({ ...SHORT, handed: ['short'] }),
    /The owner decides/,
    ['Ask for 0.874210 more', 'Take it as it is…'],
  ],
  [
    'accepted',
    view({ ...SHORT, ...settled('accepted'), closed: ['short'] }),
    /Accepted.*EUR.18\.25.*The owner took it as it is: 19\.000000 of 19\.874210 USDT.*The owner, 14:02 · “A regular customer”/,
    [],
  ],
  [
    'delivered',
    view({ ...LATE, ...settled('delivered', 'cashier'), closed: [`late ${ASKED}`] }),
    /Given although late.*The cashier, 14:02/,
    [],
  ],
  [
    'by hand',
    view({ status: 'expired', ...settled('byHand') }),
    /Marked paid by hand.*the gateway has not said that it is paid.*“A regular customer”/,
    [],
  ],
  ['topped up', toppedUp(), /The rest is paid.*Payments 0118 and 0119 together close this sale/, []],
  [
    'released early',
    view({ status: 'confirmed', received: ASKED, releasedAt: NOW }),
    /You may hand over.*The owner’s rule for early release\. The money is on its way/,
    [],
  ],
  [
    'overpaid',
    view({ status: 'paid', received: '20.874210', remarks: ['overpaid'] }),
    /Paid.*20\.874210 USDT received.*1\.000000 USDT more than asked/,
    [],
  ],
  [
    'rest paid',
    restView({ status: 'paid', received: '0.874210' }),
    /Paid.*EUR.18\.25.*19\.874210 USDT received.*Payments 0117 and 0118 together close this sale/,
    [],
  ],
]

/** Nothing needs scrolling, and nothing is cut. */
export async function cutOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const side = document.querySelector('main section[aria-labelledby="payment-title"]')
    if (!side) return ['no card']
    const scroller = side.parentElement
    const scrolls = scroller && scroller.scrollHeight > scroller.clientHeight + 1 ? ['the side scrolls'] : []
    const cut = [...side.querySelectorAll('p, h2, h3, button, dd')].filter((element) => {
      const box = element.getBoundingClientRect()
      return box.left < -1 || box.right > innerWidth + 1 || element.scrollWidth > element.clientWidth + 1
    })
    return [...scrolls, ...cut.map((element) => element.textContent ?? '')]
  })
}
