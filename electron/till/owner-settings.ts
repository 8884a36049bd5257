import type { Settings } from '../../shared/contract/settings.ts'
import { byWhom, type Caller } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { OwnerActs } from '../journal/owner-acts.ts'
import type { OwnerPin } from '../settings/owner-pin.ts'
import type { SettingsChange, SettingsStore } from '../settings/settings-store.ts'
import type { MoneyRulesRecord } from './money-rules.ts'
import type { ShopTextsRecord } from './shop-texts.ts'

/** What the owner changes: settings, the rule that lets goods go early, the PIN of a till without people. */
export type OwnerSettings = {
  /** As they hold now. */
  read(): Settings
  /** What receipts say of the shop, and rules about money, are on record with who changed them; without a journal, or where it fails, the next sale has to. */
  save(change: SettingsChange, caller?: Caller): void
  /** Of a till without people: `notNow` as soon as there is one. */
  setPin(change: { readonly current: string | null; readonly pin: string }): Promise<Result<null>>
  /** Errors: `journalUnavailable`: a rule that is not on record does not hold. */
  setEarlyRelease(rule: Settings['earlyRelease'], caller: Caller): Result<null>
}

type Dependencies = {
  readonly settings: SettingsStore
  readonly ownerPin: OwnerPin
  /** Null without a journal. */
  readonly acts: () => OwnerActs | null
  /** Null without a journal: what is set then is on record before the next sale. */
  readonly moneyRules: () => MoneyRulesRecord | null
  /** Null without a journal. */
  readonly shopTexts: () => ShopTextsRecord | null
  readonly hasPeople: () => boolean
}

export function createOwnerSettings(dependencies: Dependencies): OwnerSettings {
  const { settings, ownerPin, acts, moneyRules, shopTexts, hasPeople } = dependencies
  /** The rule set with a PIN that lasts until the till is closed; it lasts no longer, and holds in practice only. */
  let practiceRule: Settings['earlyRelease'] | undefined

  /** Once it is kept: the next sale has to record what cannot be recorded now. */
  function record(change: SettingsChange, isOtherCurrency: boolean, caller: Caller | undefined): void {
    const by = caller && byWhom(caller)
    if (change.rateFrom !== undefined || isOtherCurrency) moneyRules()?.note(by)
    if (change.shopName !== undefined || change.receipt !== undefined) shopTexts()?.note(by)
  }

  return {
    read() {
      const kept = settings.read()
      return kept.mode === 'practice' && practiceRule !== undefined
        ? { ...kept, earlyRelease: practiceRule }
        : kept
    },
    save(change, caller) {
      const { currency, earlyRelease } = settings.read()
      const isOtherCurrency = change.currency !== undefined && change.currency !== currency
      // The owner's limit is in the currency they set it in: 500 of one may be 50 times as much in another.
      if (isOtherCurrency) practiceRule = undefined
      if (isOtherCurrency && earlyRelease !== null) acts()?.ruleChanged(null)
      settings.save(isOtherCurrency ? { ...change, earlyRelease: null } : change)
      record(change, isOtherCurrency, caller)
    },
    async setPin(change) {
      if (hasPeople()) return err({ code: 'notNow' })
      const set = await ownerPin.set(change)
      return set.ok ? ok(null) : set
    },
    setEarlyRelease(rule, caller) {
      const noted = acts()?.ruleChanged(rule, byWhom(caller))
      if (noted && !noted.ok) return noted
      // People have their PINs in the keychain and nowhere else.
      const lasts = caller.person !== null || ownerPin.lasts()
      if (lasts) settings.save({ earlyRelease: rule })
      practiceRule = lasts ? undefined : rule
      moneyRules()?.note(byWhom(caller))
      return ok(null)
    },
  }
}
