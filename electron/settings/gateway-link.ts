import type { AppError } from '../../shared/app-error.ts'
import type { ConnectionReport, GatewayView } from '../../shared/contract/gateways.ts'
import type { Mode } from '../../shared/mode.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { VENDORS, vendorOf } from '../gateways/vendor-registry.ts'
import type { OwnerActs } from '../journal/owner-acts.ts'
import type { MoneyRulesRecord } from '../till/money-rules.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { ConnectInput, Credentials } from './credentials.ts'
import type { RealMode } from './keychain.ts'
import type { SettingsStore } from './settings-store.ts'

/** The owner's side of the gateways: their secrets, which comes first, and the rate for those that price in USDT. */
export type GatewayLink = {
  /** Every gateway there is, in the owner's order of preference. */
  views(): GatewayView[]
  connect(input: ConnectInput): Promise<Result<ConnectionReport>>
  /** Errors: `alreadyLive` while a payment of that mode is in progress, `keychainUnavailable`. */
  forget(input: { readonly mode: RealMode; readonly gateway: VendorId }): Promise<Result<null>>
  prefer(order: readonly VendorId[]): Result<null>
  /**
   * `perUsdt` in the shop's currency; null takes it back. Errors: those of the journal (`journalUnavailable`): a rate that is not
   * on record does not hold.
   */
  setRate(perUsdt: string | null, by: ByWhom): Result<null>
}

type Dependencies = {
  readonly settings: SettingsStore
  readonly credentials: Credentials
  readonly clock: Clock
  readonly till: () => {
    readonly mode: Mode
    /** How that gateway has been answering; null where it is not set up. */
    inUse(gatewayId: string): GatewayView['inUse']
    /** Null without a journal. */
    readonly payments: { isBusy(): boolean } | null
    /** Null without a journal: then `journalProblem` says why. */
    readonly ownerActs: Pick<OwnerActs, 'rateSet'> | null
    readonly moneyRules: MoneyRulesRecord | null
    journalProblem(): AppError | null
  }
  /** Opens the till anew with what is stored now, as soon as no payment is in progress. */
  readonly reopen: () => Promise<void>
  readonly onChange: () => void
}

export function createGatewayLink(dependencies: Dependencies): GatewayLink {
  const { settings, credentials, clock, till, reopen, onChange } = dependencies

  return {
    views() {
      const secrets = credentials.views()
      return inOrder(settings.read().gatewayOrder).map((id) => {
        const { title, pricesInUsdt, steps } = vendorOf(id)
        return { id, title, secrets: secrets[id], pricesInUsdt, steps: [...steps], inUse: till().inUse(id) }
      })
    },
    async connect(input) {
      const report = await credentials.connect(input)
      if (report.ok && report.value.stored && till().mode === input.mode) await reopen()
      else onChange()
      return report
    },
    async forget({ mode, gateway }) {
      const isOpen = till().mode === mode
      if (isOpen && till().payments?.isBusy()) return err({ code: 'alreadyLive' })
      const forgotten = await credentials.forget(mode, gateway)
      if (!forgotten.ok) return forgotten
      if (isOpen) await reopen()
      else onChange()
      return ok(null)
    },
    prefer(order) {
      settings.save({ gatewayOrder: inOrder(order) })
      onChange()
      return ok(null)
    },
    setRate(perUsdt, by) {
      const { ownerActs, moneyRules, journalProblem } = till()
      if (ownerActs === null) return err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
      const { currency, ownRate } = settings.read()
      const noted = ownerActs.rateSet({ rate: perUsdt, currency, before: ownRate }, by)
      if (!noted.ok) return noted
      settings.save({ ownRate: perUsdt === null ? null : { currency, perUsdt, setAt: isoNow(clock) } })
      moneyRules?.note(by)
      onChange()
      return ok(null)
    },
  }
}

/** Each gateway once: those that were named, then the rest. */
export function inOrder(named: readonly VendorId[]): VendorId[] {
  return [...new Set([...named, ...VENDORS.map(({ id }) => id)])]
}
