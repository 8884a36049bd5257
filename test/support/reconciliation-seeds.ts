import type { PaymentView } from '../../shared/contract/payments.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type {
  DifferenceAction,
  DifferenceCause,
  DifferenceKind,
} from '../../shared/reconciliation/difference.ts'
import type { ListedRow } from './list-front.ts'
import { must } from './paying.ts'
import type { ReconciledShop } from './reconciled-shop.ts'

// One thing each that three books disagree about, made as it comes about: while the till is open, while it is away for
// longer than any gateway waits, after it is back, and by what the account's list shows.

export type ShopSeed = {
  readonly name: string
  readonly finds: `${DifferenceKind} ${DifferenceCause} ${DifferenceAction}`
  /** The payment it is about; null where it is about none. */
  readonly open: (shop: ReconciledShop) => Promise<PaymentView | null>
  readonly away?: (shop: ReconciledShop, view: PaymentView) => Promise<unknown>
  readonly back?: (shop: ReconciledShop, view: PaymentView | null) => Promise<unknown>
  /** How the list shows the payment's charge; undefined leaves it out. */
  readonly shows?: (row: ListedRow) => ListedRow | undefined
}

const chargeOf = ({ bench }: ReconciledShop, view: PaymentView) => bench.chargeIdOf(view)

/** A QR is up, and then beside the next one. */
async function charged(shop: ReconciledShop): Promise<PaymentView> {
  const view = await shop.bench.start()
  must(shop.bench.payments().park(view.payment.id))
  return view
}

export async function paid(shop: ReconciledShop): Promise<PaymentView> {
  return shop.paid(await charged(shop), 'exact')
}

/** The till has seen the deposit, and knows no more. */
async function seen(shop: ReconciledShop): Promise<PaymentView> {
  const view = await charged(shop)
  await shop.control().pay({ paymentId: chargeOf(shop, view), kind: 'exact' })
  return shop.look(view.payment.id)
}

async function cancelled(shop: ReconciledShop): Promise<PaymentView> {
  const view = await charged(shop)
  return must(await shop.bench.payments().cancel(view.payment.id))
}

/** The reply to create is lost; the charge's id at the gateway. */
async function lostReply({ bench, control }: ReconciledShop): Promise<string> {
  await control().cutNext({ when: 'after', match: { method: 'POST', path: '/payment' } })
  const price = { minor: 990, currency: bench.settings.currency }
  const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
  const started = await bench.payments().start(input, NO_PEOPLE)
  if (started.ok || started.error.code !== 'chargeUnknown') throw new Error('the reply was not lost')
  const { charges } = await control().charges({})
  return charges.at(-1)?.paymentId ?? ''
}

function abandoned({ bench }: ReconciledShop): PaymentView {
  const [last] = bench.payments().state(1).recent
  if (last?.status !== 'abandoned') throw new Error('the newest payment is not abandoned')
  return must(bench.payments().history(last.id)).view
}

const setStatus = (status: string) => (shop: ReconciledShop, view: PaymentView) =>
  shop.control().setStatus({ paymentId: chargeOf(shop, view), status })

const finish = (shop: ReconciledShop, view: PaymentView) =>
  shop.control().finish({ paymentId: chargeOf(shop, view) })

/** What happens is called back, and no look gets an answer. */
async function unanswered(shop: ReconciledShop, view: PaymentView, happens: () => Promise<unknown>) {
  await shop.silence(chargeOf(shop, view))
  await shop.aloud(happens)
}

/** A further deposit that has come to its end, at a paid payment. */
async function again(shop: ReconciledShop, view: PaymentView, kind: 'again' | 'wrong-asset') {
  const paymentId = chargeOf(shop, view)
  const { charge } = await shop.control().pay({ paymentId, kind })
  await shop.control().finish({ paymentId: charge.paymentId })
  return charge.paymentId
}

export const SHOP_SEEDS: readonly ShopSeed[] = [
  {
    name: 'paid at the gateway while the till was away, and no callback came',
    finds: 'finishMissed lookMissed lookNow',
    open: seen,
    away: finish,
  },
  {
    name: 'paid at the gateway, as its callback said, and the look got no answer',
    finds: 'finishMissed callbackNotFollowed lookNow',
    open: seen,
    away: (shop, view) => unanswered(shop, view, () => finish(shop, view)),
  },
  {
    name: 'a genuine callback says finished; neither till nor gateway does',
    finds: 'calledFinished callbackAlone lookNow',
    open: charged,
    away: (shop, view) => shop.postCallback(chargeOf(shop, view), 'finished'),
  },
  {
    name: 'paid here, refunded there',
    finds: 'reversed takenBack askGateway',
    open: paid,
    away: setStatus('refunded'),
  },
  {
    name: 'paid here, failed there',
    finds: 'reversed takenBack askGateway',
    open: paid,
    away: setStatus('failed'),
  },
  {
    name: 'a part came while the till was away',
    finds: 'depositMissed lookMissed lookNow',
    open: charged,
    async away(shop, view) {
      await shop.control().pay({ paymentId: chargeOf(shop, view), kind: 'amount', amount: '5' })
      await finish(shop, view)
    },
  },
  {
    name: 'money on its way for days, and the till never saw it',
    finds: 'depositMissed lookMissed lookNow',
    open: charged,
    away: (shop, view) => shop.control().pay({ paymentId: chargeOf(shop, view), kind: 'exact' }),
  },
  {
    name: 'a deposit that could not be processed',
    finds: 'failureMissed notProcessed lookNow',
    open: charged,
    away: (shop, view) => shop.control().fail({ paymentId: chargeOf(shop, view) }),
  },
  {
    name: 'a status that somebody set by hand',
    finds: 'statusUnknown changedByHand askGateway',
    open: paid,
    away: setStatus('on_hold'),
  },
  {
    name: 'paid here, and waiting in the list',
    finds: 'listBehind listOld readAgain',
    open: paid,
    shows: (row) => ({ ...row, payment_status: 'waiting', actually_paid: 0 }),
  },
  {
    name: 'a row that shows more than the till received',
    finds: 'receivedDiffers moreCame lookNow',
    open: paid,
    shows: (row) => ({ ...row, actually_paid: Number(row['actually_paid']) + 1 }),
  },
  {
    name: 'a row that shows less than the till received',
    finds: 'receivedDiffers corrected askGateway',
    open: paid,
    shows: (row) => ({ ...row, actually_paid: Number(row['actually_paid']) - 1 }),
  },
  {
    name: 'a row that asks for another amount than was shown',
    finds: 'askedDiffers askedAnew askGateway',
    open: paid,
    shows: (row) => ({ ...row, pay_amount: Number(row['pay_amount']) + 1 }),
  },
  {
    name: 'a row with another order',
    finds: 'chargeDiffers chargeChanged askGateway',
    open: paid,
    shows: (row) => ({ ...row, order_id: 'someone else’s' }),
  },
  {
    name: 'a row that cannot be read',
    finds: 'rowUnreadable oddRow askGateway',
    open: paid,
    shows: (row) => ({ ...row, pay_amount: 'a lot' }),
  },
  {
    name: 'a payment that the list does not have',
    finds: 'notListed dropped askGateway',
    open: paid,
    shows: () => undefined,
  },
  {
    name: 'a second deposit while the till was away',
    finds: 'depositUnknown furtherDeposit lookNow',
    open: paid,
    away: (shop, view) => again(shop, view, 'again'),
  },
  {
    name: 'another coin sent to the address while the till was away',
    finds: 'wrongAssetUnknown otherCoin lookNow',
    open: paid,
    away: (shop, view) => again(shop, view, 'wrong-asset'),
  },
  {
    name: 'a second deposit that went on while the till was away',
    finds: 'depositDiffers lookMissed lookNow',
    async open(shop) {
      const view = await paid(shop)
      await again(shop, view, 'again')
      await shop.look(view.payment.id)
      return must(shop.decide(view.payment.id, 'closed', 'owner'))
    },
    async away({ control }, { payment }) {
      const [paymentId = ''] = isCharged(payment) ? payment.childChargeIds : []
      await control().setStatus({ paymentId, status: 'finished' })
    },
  },
  {
    name: 'a charge whose reply was lost',
    finds: 'orphan lostReply nothing',
    async open(shop) {
      await lostReply(shop)
      return abandoned(shop)
    },
  },
  {
    name: 'money at an address that was shown to nobody',
    finds: 'orphanPaid paidUnshown askGateway',
    async open(shop) {
      const paymentId = await lostReply(shop)
      await shop.control().finish({ paymentId })
      return abandoned(shop)
    },
  },
  {
    name: 'two charges for one order',
    finds: 'secondCharge orderTwice askGateway',
    async open(shop) {
      const view = await paid(shop)
      await shop.chargeElsewhere(view.payment.orderId)
      return view
    },
  },
  {
    name: 'orders of another till',
    finds: 'otherTill anotherTill checkThere',
    async open(shop) {
      await shop.chargeElsewhere('Bar-0001-k3m9xq2p')
      await shop.chargeElsewhere('Bar-0002-k3m9xq2q')
      return null
    },
  },
  {
    name: 'a charge that no till made',
    finds: 'madeElsewhere outsideTills nothing',
    async open(shop) {
      await shop.chargeElsewhere('WEB-2026-77')
      return null
    },
  },
  {
    name: 'a deposit that the gateway has been confirming for days',
    finds: 'stuck held askGateway',
    open: seen,
  },
  {
    name: 'a sale that was paid twice',
    finds: 'paidTwice paidBoth payBack',
    async open(shop) {
      const first = await cancelled(shop)
      const second = must(await shop.bench.payments().retry(first.payment.id, crypto.randomUUID(), NO_PEOPLE))
      must(shop.bench.payments().park(second.payment.id))
      await shop.paid(second, 'exact')
      return shop.paid(first, 'exact')
    },
  },
  {
    name: 'paid by hand, and the money came after all',
    finds: 'byHandAndPaid cameAfterAll compareNote',
    async open(shop) {
      const view = await seen(shop)
      must(shop.decide(view.payment.id, 'byHand', 'owner'))
      return shop.finished(view)
    },
  },
  {
    name: 'paid by hand, and nothing came',
    finds: 'byHandOnly paidOutside compareNote',
    async open(shop) {
      const view = await cancelled(shop)
      return must(shop.decide(view.payment.id, 'byHand', 'owner'))
    },
  },
  {
    name: 'money that came late, and nobody decided about it',
    finds: 'moneyUndecided notDecided decide',
    async open(shop) {
      const view = await cancelled(shop)
      await shop.bench.advance(1_000)
      return shop.paid(view, 'exact')
    },
  },
  {
    name: 'more than was asked, and not given back',
    finds: 'moneyOwed notPaidBack payBack',
    open: async (shop) => shop.paid(await charged(shop), 'more'),
  },
  {
    name: 'no callback about a payment, while others came',
    finds: 'callbackMissing callbackLost checkRelay',
    open: (shop) => shop.unheard(() => paid(shop)),
  },
  {
    name: 'a look after a callback that got no answer, and none since',
    finds: 'lookUnanswered gatewaySilent lookNow',
    open: charged,
    away: (shop, view) =>
      unanswered(shop, view, () => shop.control().expire({ paymentId: chargeOf(shop, view) })),
  },
  {
    name: 'a look after a callback that never ended',
    finds: 'lookUnfinished lookHung lookNow',
    open: paid,
    async back(shop, view) {
      if (view) shop.leaveLooking(chargeOf(shop, view))
    },
  },
  {
    name: 'callbacks refused from where the genuine ones came, since the last of them',
    finds: 'callbackRefused wrongSecret checkSecret',
    open: async () => null,
    async back(shop) {
      await shop.postCallback('5077125051', 'finished', 'another secret')
      await shop.refused()
    },
  },
]
