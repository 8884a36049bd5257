import type { ChainTrouble, ChainView } from '../../shared/contract/chain.ts'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../shared/payment/event.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { isLive } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { VENDORS } from '../gateways/vendor-registry.ts'
import type { Log } from '../log.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { ChainEvidence } from './chain-evidence.ts'
import type { ChainFailure } from './chain-failure.ts'
import { type ChainWatch, createChainWatch, type SeenOnChain, type Shown } from './chain-watch.ts'

export type SeenOnChainEvent = Extract<PaymentEvent, { kind: 'seenOnChain' }>

/** Looks for the payment whose QR is up on the chain itself. */
export type TillChain = {
  /** Asks with this from now on; null: asks nothing. */
  use(evidence: ChainEvidence | null): void
  /** Something on the screens may have changed: looks for the payment there, while its QR is up, and for no other. */
  follow(): void
  looks(): Pick<ChainView, 'lookedAt' | 'failure'>
  /** Asks nothing any more, whatever is given to it. */
  close(): void
}

type Dependencies = {
  readonly clock: Clock
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly onScreen: () => Payment | undefined
  /** Called once for a payment at most. */
  readonly onSeen: (paymentId: string, event: SeenOnChainEvent) => void
  readonly onChange: () => void
}

export function createTillChain({ clock, log, onScreen, onSeen, onChange }: Dependencies): TillChain {
  let watch: ChainWatch | null = null
  let watched: string | null = null
  let isClosed = false
  let looks: ReturnType<TillChain['looks']> = { lookedAt: null, failure: null }

  function onLook(failure: ChainFailure | null): void {
    const at = isoNow(clock)
    const trouble = failure && troubleOf(failure)
    looks = trouble
      ? { ...looks, failure: { at, trouble } }
      : { lookedAt: failure ? looks.lookedAt : at, failure: null }
    onChange()
  }

  function seen(payment: ChargedPayment, { transactionId, amount, at }: SeenOnChain): void {
    const event = { kind: 'seenOnChain', at: isoNow(clock), transactionId } as const
    onSeen(payment.id, { ...event, amount: formatUsdt(amount), blockAt: at })
  }

  function follow(): void {
    const payment = watch ? onScreen() : undefined
    const due = payment && isLive(payment) && isCharged(payment) ? payment : null
    if ((due?.id ?? null) === watched) return
    watched = due?.id ?? null
    if (due) watch?.start(shownOf(due), (evidence) => seen(due, evidence))
    else watch?.stop()
  }

  function leave(): void {
    watch?.stop()
    watch = null
    watched = null
  }

  return {
    use(evidence) {
      leave()
      // The keychain may answer after the till was closed.
      if (isClosed) return
      watch = evidence && createChainWatch({ evidence, clock, log, onLook })
      looks = { lookedAt: null, failure: null }
      follow()
    },
    follow,
    looks: () => looks,
    close() {
      isClosed = true
      leave()
    },
  }
}

function shownOf({ charge, createdAt }: ChargedPayment): Shown {
  const vendor = VENDORS.find(({ id }) => id === charge.gateway)
  const isShared = vendor?.sharesAddresses ?? true
  return {
    address: charge.address,
    since: Date.parse(createdAt),
    exactly: isShared ? microUsdt(charge.asked) : null,
  }
}

/** Null where it was the till itself that gave up. */
export function troubleOf({ code }: ChainFailure): ChainTrouble | null {
  return code === 'stopped' ? null : code
}
