import { z } from 'zod'
import { WeekStart } from '../calendar/period.ts'
import { Mode } from '../mode.ts'
import { CurrencyCode } from '../money/currency.ts'
import { MAX_TOLERANCE_BASIS_POINTS, ReleaseAt } from '../payment/payment.ts'
import { Gateway } from '../relay-protocol.ts'
import { BasisPoints } from '../sale/details.ts'
import { ReceiptTexts, ShopName } from '../sale/receipt-texts.ts'
import { TaxRules, TipRules } from '../sale/rules.ts'
import { DayFiles } from './day-files.ts'
import { OwnRate, RateFrom } from './gateways.ts'

/** Languages of the windows. `pseudo` proves that no text is hard-coded; it is offered in development only. */
export const Language = z.enum(['en', 'ar', 'pseudo'])
export type Language = z.infer<typeof Language>

const name = (max: number) => z.string().trim().min(1).max(max)

/** What the settings screen changes. */
const chosen = {
  shopName: ShopName,
  tillName: name(30),
  /** Tells the tills of one shop apart in every id. */
  tillNumber: z.int().min(1).max(99),
  currency: CurrencyCode,
  /** IANA name; decides the business day. */
  timeZone: z.string().max(60).refine(isTimeZone),
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Cents-first as on card machines, or units-first. */
  entryStyle: z.enum(['cents', 'units']),
  /** How long the QR stays up. */
  expiryMinutes: z.int().min(1).max(120),
  /** How much may be missing and still count as paid: 100 is 1 %. */
  toleranceBasisPoints: z.int().min(0).max(MAX_TOLERANCE_BASIS_POINTS),
  /** Rings when a payment is paid or needs somebody. */
  sound: z.boolean(),
  /** Whether TronGrid is asked about the payment on the screens, with a key of the owner's. */
  chainEvidence: z.boolean(),
  /** Whether PayStablecoin's callbacks count that are signed without the address they were sent to. */
  takesShortCallbacks: z.boolean(),
  /** Where the rate comes from for gateways that price in USDT. */
  rateFrom: RateFrom,
  /** Whether charges have a page of the gateway's own that the customer can be shown, where the gateway has one. */
  hostedPage: z.boolean(),
  /** After how long without a touch the till locks by itself; 0: never. Of a till that has people. */
  lockAfterMinutes: z.int().min(0).max(240),
  /** Told once, of a till that has a key of real money from before there were people: it can have an owner with a name. */
  ownerOffered: z.boolean(),
  /** Of reports and exports. */
  weekStart: WeekStart,
  /** Null: receipts say nothing of taxes, and what is typed is what is charged. */
  taxes: TaxRules.nullable(),
  /** Null: nobody is asked for a tip. */
  tips: TipRules.nullable(),
  /** The largest discount that a cashier gives alone, in basis points of the typed price. */
  discountLimitBasisPoints: BasisPoints,
  receipt: ReceiptTexts,
}

/** The owner's rule for letting goods go before the gateway says paid; null: never. Prices up to `upToMinor`. */
export const EarlyRelease = z.strictObject({ at: ReleaseAt, upToMinor: z.int().min(1).max(100_000_000) })
export type EarlyRelease = z.infer<typeof EarlyRelease>

/** Everything the owner sets; kept by electron-store. Never a secret in it. */
export const Settings = z.strictObject({
  mode: Mode,
  /** False until the first-run choice was made. */
  welcomed: z.boolean(),
  /** Changed with the owner's PIN only. */
  earlyRelease: EarlyRelease.nullable(),
  /** Where the relay is, as an origin; null without one. Its token is in the keychain. */
  relays: z.strictObject({ sandbox: z.string().nullable(), live: z.string().nullable() }),
  /** The owner's order of preference; one that is missing comes after those that are there. */
  gatewayOrder: z.array(Gateway),
  ownRate: OwnRate.nullable(),
  /** Where the till writes each closed day by itself; null: nowhere. */
  dayFiles: DayFiles.nullable(),
  /** Where new files of other tills are taken from; null: only those that a person chooses. Chosen in a dialog only. */
  bundleFolder: z.string().nullable(),
  /** Made once (`tillIdOf`), so that two tills with one number are two; null before. */
  tillId: z.uuid().nullable(),
  /** It has people, whose journal has to be there from then on. */
  hasPeople: z.boolean(),
  ...chosen,
})
export type Settings = z.infer<typeof Settings>

export const SettingsPatch = z.strictObject(chosen).partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>

/** A new till: practice mode, so that nothing real can happen before someone chose it. */
export function defaultSettings(timeZone: string): Settings {
  return {
    mode: 'practice',
    welcomed: false,
    shopName: 'My shop',
    tillName: 'Till 1',
    tillNumber: 1,
    tillId: null,
    hasPeople: false,
    currency: 'EUR',
    timeZone,
    language: 'en',
    theme: 'system',
    entryStyle: 'cents',
    expiryMinutes: 20,
    toleranceBasisPoints: 0,
    sound: true,
    earlyRelease: null,
    relays: { sandbox: null, live: null },
    chainEvidence: false,
    takesShortCallbacks: false,
    gatewayOrder: [],
    rateFrom: 'gateway',
    hostedPage: false,
    lockAfterMinutes: 5,
    ownerOffered: false,
    ownRate: null,
    weekStart: 'monday',
    taxes: null,
    tips: null,
    discountLimitBasisPoints: 1000,
    receipt: { address: '', taxNumber: '', contact: '', isFiscal: false },
    dayFiles: null,
    bundleFolder: null,
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    // Intl throws on unknown zones; that is the answer.
    return false
  }
}
