import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RelayState, RelayView } from '../../shared/contract/relay.ts'
import type { Mode } from '../../shared/mode.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { PayoutObservation } from '../../shared/refund/payout.ts'
import { callbackPath, type Delivery, Gateway } from '../../shared/relay-protocol.ts'
import type { Log } from '../log.ts'
import type { PaymentRepository } from '../payments/payment-repository.ts'
import type { PaymentWatcher } from '../payments/watching/payment-watcher.ts'
import type { SiblingCheck } from '../payments/watching/sibling-check.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { createCallbackDesk, type HeardRefund } from './callback-desk.ts'
import { type CallbackLog, type CallbackPage, type CallbackQuery, createCallbackLog } from './callback-log.ts'
import { openCallbackLogFile } from './callback-log-file.ts'
import { createCallbackLooks } from './callback-looks.ts'
import { createRelayClient, type RelayClient } from './relay-client.ts'
import type { RelayAccess } from './relay-connection.ts'

// What the relay is to one mode's till: callbacks that say which payment to look at, and the log of them.

const DAY_MS = 24 * 3_600_000

/** Refusals are counted anew at most this often, however many come. */
const RECOUNT_MS = 1_000

export type TillRelay = {
  /** Listens there from now on; null: nowhere. */
  listen(access: RelayAccess | null): void
  view(): RelayView
  /** Where this gateway is to send its callbacks; null until a relay has greeted. */
  callbackUrl(gateway: string): string | null
  /** Newest first. */
  callbacks(query: CallbackQuery): CallbackPage
  /** The computer slept, or the network is back. */
  wake(): void
  close(): void
}

export type TillRelayDependencies = {
  readonly folder: string
  readonly mode: Mode
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  readonly repository: PaymentRepository
  readonly watcher: PaymentWatcher
  readonly lookAtSibling: SiblingCheck
  /** What a signed callback says of a payout. */
  readonly heard: (payout: PayoutObservation, raw: string) => HeardRefund | undefined
  /** Rejects when the keychain cannot be asked. */
  readonly secretOf: (gateway: Gateway) => Promise<string | null>
  readonly takesShortForm: () => boolean
  readonly onChange: () => void
}

/** A charge lives seven days at the gateway; two more for clocks, and for callbacks that come late. */
const PAGE_LIFE_MS = 9 * DAY_MS

const OFF: RelayState = { state: 'off' }

/** Where the callbacks of a mode are logged. */
export function callbackLogFileOf(folder: string, mode: Mode): string {
  return join(folder, 'relay', `${mode}.sqlite`)
}

export function createTillRelay(dependencies: TillRelayDependencies): TillRelay {
  const { folder, mode, clock, random, log, repository, onChange } = dependencies
  const file = callbackLogFileOf(folder, mode)
  let opened: CallbackLog | undefined
  let isClosed = false
  let client: RelayClient | undefined
  let access: RelayAccess | null = null
  /** Since when the log cannot be written, and so nothing be heard. */
  let unloggedSince: string | null = null
  let refused: { readonly count: number; readonly at: number } | undefined
  let isRecounting = false
  let cancelRecount = () => {}

  /** Only a till with a relay has a log: opened when it is first needed. */
  function callbackLog(): CallbackLog {
    opened ??= createCallbackLog(
      openCallbackLogFile(file, (name) => log.error({ name }, 'log of callbacks was damaged: put aside')),
    )
    return opened
  }

  const looks = createCallbackLooks({
    ...dependencies,
    settle: (callbackId, outcome) => callbackLog().settle(callbackId, outcome),
  })

  /** Undefined when there is none, or it cannot be read: then there is nothing to show of it. */
  function readableLog(): CallbackLog | undefined {
    if (opened || isClosed || !existsSync(file)) return opened
    try {
      return callbackLog()
    } catch (error) {
      log.error({ err: error }, 'log of callbacks cannot be opened')
      return undefined
    }
  }

  /** The gateway's page ends with its charge, so that old payments need not be searched. */
  function ofInvoice(gateway: Gateway, invoiceId: string | undefined): Payment | undefined {
    if (invoiceId === undefined) return undefined
    return repository
      .since(clock.now() - PAGE_LIFE_MS)
      .find((one) => isCharged(one) && one.charge.gateway === gateway && one.charge.invoice?.id === invoiceId)
  }

  function deskFor(callbacks: CallbackLog) {
    return createCallbackDesk({
      ...dependencies,
      callbacks,
      paymentOf(gateway, chargeId, invoiceId) {
        const payment = repository.ofCharge(gateway, chargeId) ?? ofInvoice(gateway, invoiceId)
        return payment && { id: payment.id, number: payment.number }
      },
      look: (callbackId, paymentId, chargeId) => looks.soon({ callbackId, paymentId, chargeId }),
    })
  }

  /** A forger sends as many as they like: the windows hear of it once in a while. */
  function recountSoon(): void {
    if (isRecounting) return
    isRecounting = true
    cancelRecount = clock.after(RECOUNT_MS, () => {
      isRecounting = false
      refused = undefined
      onChange()
    })
  }

  function refusedToday(): number {
    const now = clock.now()
    if (!refused || now - refused.at >= 60 * RECOUNT_MS) {
      const since = new Date(now - DAY_MS).toISOString()
      refused = { count: readableLog()?.refusedSince(since) ?? 0, at: now }
    }
    return refused.count
  }

  function start(to: RelayAccess): void {
    const callbacks = callbackLog()
    const desk = deskFor(callbacks)
    client = createRelayClient({
      access: to,
      ...{ clock, random, log },
      cursor: callbacks.cursor,
      async onDelivery(delivery: Delivery, channel: string) {
        const { verdict } = await desk.take(delivery, channel)
        if (verdict.kind === 'refused') recountSoon()
      },
      onChange(state) {
        if (isClosed) return
        if (state.state === 'open') callbacks.greeted(to.url)
        onChange()
      },
    })
    client.start()
    // Begun before a crash: whatever they were about may have moved without anybody seeing it.
    for (const { id, payment, chargeId } of callbacks.looking()) {
      if (payment) looks.soon({ callbackId: id, paymentId: payment.id, chargeId: chargeId ?? '' })
    }
  }

  function connection(): RelayState {
    if (access === null) return OFF
    if (unloggedSince !== null) return { state: 'lost', since: unloggedSince, reason: 'notHandled' }
    return client?.state() ?? { state: 'connecting' }
  }

  /** After what the one before was handling: two never move the position at once. */
  async function listenTo(next: RelayAccess | null): Promise<void> {
    const before = client
    client = undefined
    access = next
    unloggedSince = null
    await before?.stop()
    if (isClosed || access !== next) return
    try {
      if (next) start(next)
    } catch (error) {
      log.error({ err: error }, 'log of callbacks cannot be opened')
      unloggedSince = isoNow(clock)
    }
    onChange()
  }

  return {
    listen(to) {
      if (!isClosed) void listenTo(to)
    },
    view: () => ({ connection: connection(), refused: mode === 'practice' ? 0 : refusedToday() }),
    callbackUrl(gateway) {
      const known = Gateway.safeParse(gateway).data
      const channel = access && readableLog()?.channelAt(access.url)
      return access && known && channel ? new URL(callbackPath(channel, known), access.url).href : null
    },
    callbacks: (query) => readableLog()?.find(query) ?? { rows: [], hasMore: false },
    wake: () => client?.wake(),
    close() {
      if (isClosed) return
      isClosed = true
      cancelRecount()
      looks.close()
      const close = () => opened?.close()
      if (client) void client.stop().then(close)
      else close()
    },
  }
}
