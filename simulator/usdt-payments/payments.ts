import type { Chain } from '../chain.ts'
import type { CancelTask, SimulatorClock } from '../clock.ts'
import type { Transfer } from '../customers.ts'
import type { Random } from '../random.ts'
import { type Charge, coin } from './charge.ts'
import type { PaymentRequest } from './requests.ts'
import type { Account, Settings } from './settings.ts'

// The gateway's book of payments, and what happens to them: the exact amount arrives, time runs out.

export type PaymentsDependencies = {
  clock: SimulatorClock
  random: Random
  chain: Chain
  settings: () => Settings
  /** Told after every change of status, so that a callback can be sent. */
  onStatus: (charge: Charge) => void
}

export interface Payments {
  create(request: PaymentRequest, account: Account): Charge
  /** A transfer to the charge's address. Gives the charge it is booked to; the one asked when it fits none. */
  receive(charge: Charge, transfer: Transfer): Charge
  canStep(charge: Charge): boolean
  /** The deposit is confirmed: the charge is paid. */
  step(charge: Charge): boolean
  setStatus(charge: Charge, status: string): void
  find(id: string): Charge | undefined
  findOrder(orderId: string, account: Account): Charge | undefined
  list(): readonly Charge[]
  clear(): void
}

export const createPayments = (dependencies: PaymentsDependencies): Payments => {
  const { clock, random, chain, settings, onStatus } = dependencies
  let charges: Charge[] = []
  let lastId: number | null = null
  let confirmations = new Map<Charge, CancelTask>()
  const wallets = new Map<string, string>()

  const newId = (): string => {
    lastId = lastId === null ? Number(random.digits(7)) : lastId + 1
    return String(lastId)
  }

  const addressFor = (account: Account): string => {
    if (settings().addresses === 'perPayment') return chain.newAddress()
    const wallet = wallets.get(account.name) ?? chain.newAddress()
    wallets.set(account.name, wallet)
    return wallet
  }

  /** The amount with a tail of less than a tenth that tells it from every other at its address. */
  const withTail = (micro: bigint, address: string): bigint => {
    const wanted = micro + BigInt(random.digits(5))
    const isTaken = charges.some((charge) => charge.address === address && charge.payMicro === wanted)
    return isTaken ? withTail(micro, address) : wanted
  }

  const setStatus = (charge: Charge, status: string) => {
    confirmations.get(charge)?.()
    confirmations.delete(charge)
    charge.status = status
    charge.updatedAt = clock.now()
    if (status === 'paid') charge.paidAt ??= clock.now()
    onStatus(charge)
  }

  const canStep = (charge: Charge) => charge.txid !== null && ['pending', 'expired'].includes(charge.status)

  const step = (charge: Charge): boolean => {
    if (!canStep(charge)) return false
    setStatus(charge, 'paid')
    return true
  }

  const scheduleExpiry = (charge: Charge) => {
    clock.schedule(charge.expiresAt - clock.now(), () => {
      const isWaiting = charge.status === 'pending' && charge.txid === null
      // A reset forgets the charges, not what was scheduled for them.
      if (isWaiting && charges.includes(charge)) setStatus(charge, 'expired')
    })
  }

  const create: Payments['create'] = ({ orderId, amountMicro, description }, account) => {
    const address = addressFor(account)
    const now = clock.now()
    const charge: Charge = {
      id: newId(),
      accountName: account.name,
      orderId,
      description,
      amountMicro,
      payMicro: withTail(amountMicro, address),
      address,
      createdAt: now,
      expiresAt: now + settings().windowMs,
      status: 'pending',
      updatedAt: now,
      paidMicro: 0n,
      txid: null,
      paidAt: null,
    }
    charges = [...charges, charge]
    scheduleExpiry(charge)
    return charge
  }

  const findWaiting = (status: string, address: string, micro: bigint): Charge | undefined =>
    charges.find(
      (one) =>
        one.status === status && one.txid === null && one.address === address && one.payMicro === micro,
    )

  /** Only the very amount counts, and it counts for whichever payment at the address asked for it. */
  const matching = (address: string, micro: bigint): Charge | undefined =>
    findWaiting('pending', address, micro) ??
    (settings().latePays ? findWaiting('expired', address, micro) : undefined)

  const receive: Payments['receive'] = (charge, transfer) => {
    const { address } = charge
    const { hash } = chain.receive({ address, at: clock.now(), ...transfer })
    const matched = transfer.coin === coin ? matching(address, transfer.micro) : undefined
    if (matched === undefined) return charge
    matched.paidMicro = transfer.micro
    matched.txid = hash
    matched.updatedAt = clock.now()
    if (settings().autoAdvance) {
      confirmations.set(
        matched,
        clock.schedule(settings().stageMs, () => {
          step(matched)
        }),
      )
    }
    return matched
  }

  return {
    create,
    receive,
    canStep,
    step,
    setStatus,
    find: (id) => charges.find((charge) => charge.id === id),
    findOrder: (orderId, account) =>
      charges.findLast((charge) => charge.orderId === orderId && charge.accountName === account.name),
    list: () => charges,
    clear: () => {
      for (const cancel of confirmations.values()) cancel()
      confirmations = new Map()
      charges = []
    },
  }
}
