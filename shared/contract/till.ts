import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { Mode } from '../mode.ts'
import { Instant } from '../payment/payment.ts'
import { Person, Role } from '../people/person.ts'
import { AccountView } from './account.ts'
import { ChainView } from './chain.ts'
import { DayFilesView } from './day-files.ts'
import { push, request } from './define.ts'
import { GatewayHealth, GatewayView } from './gateways.ts'
import { Pin, Word } from './pin.ts'
import { RelayView } from './relay.ts'
import { EarlyRelease, Settings, SettingsPatch } from './settings.ts'
import { ShiftsView } from './shifts.ts'

/** How long the computer slept, in whole minutes. */
export const Asleep = z.strictObject({ minutes: z.int().positive() })
export type Asleep = z.infer<typeof Asleep>

/**
 * Who stands at the till. `open`: it has no people yet, and whoever stands there may do everything. While it is locked or
 * nobody is signed in, what is on the screens goes on, and every command is refused.
 */
export const SessionView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('nobody') }),
  z.strictObject({ kind: z.literal('locked'), person: z.string() }),
  z.strictObject({ kind: z.literal('signedIn'), person: z.string(), role: Role }),
])
export type SessionView = z.infer<typeof SessionView>

export const TillState = z.strictObject({
  /** Counts up with every change; a window drops older ones. */
  revision: z.int(),
  /** The till's time when this was sent: windows count on from it and never ask the computer's clock. */
  now: Instant,
  mode: Mode,
  settings: Settings,
  /** The last four characters of each relay's read token. */
  relayTokens: z.strictObject({
    sandbox: z.string().max(4).nullable(),
    live: z.string().max(4).nullable(),
  }),
  /** Set when no keychain service answers. */
  keychain: AppError.nullable(),
  /** Of the gateway that the next charge goes to. */
  gateway: GatewayHealth,
  /** Every gateway there is, in the owner's order of preference. */
  gateways: z.array(GatewayView),
  relay: RelayView,
  chain: ChainView,
  account: AccountView,
  /** The payment whose page of the gateway's is open before the customer. */
  openPage: z.uuid().nullable(),
  /** Everybody who works or worked here: names and roles. */
  people: z.array(Person),
  session: SessionView,
  shifts: ShiftsView,
  dayFiles: DayFilesView,
  /** Whether there is an owner's PIN; `unavailable` when the keychain that would know does not answer. */
  ownerPin: z.enum(['none', 'set', 'unavailable']),
  /** Set when the till cannot record, and so cannot charge. */
  journal: AppError.nullable(),
  /** Set while the computer's own clock is wrong; the till's time is not. */
  clock: AppError.nullable(),
  /** Set after the computer slept, until everything open was checked again. */
  asleep: Asleep.nullable(),
  /** Address of the practice gateway's panel, in practice mode. */
  practicePanel: z.string().nullable(),
  version: z.string(),
})
export type TillState = z.infer<typeof TillState>

export const till = {
  state: request(['cashier'], z.undefined(), TillState),
  changed: push(['cashier'], TillState),
  /** The keypad is on the screen for the first time: what can wait for it may begin. */
  shown: request(['cashier'], z.undefined(), z.null()),
  /** `alreadyLive` while a payment is in progress: it is watched in the mode it began in. */
  setMode: request(['cashier'], z.strictObject({ mode: Mode }), TillState),
  /** The first-run choice was made. */
  welcomed: request(['cashier'], z.undefined(), TillState),
  saveSettings: request(['cashier'], SettingsPatch, TillState),
  /** Opens one of the few pages outside the till, by name. */
  openLink: request(
    ['cashier'],
    z.strictObject({
      link: z.enum([
        'dashboardKeys',
        'dashboardCoins',
        'dashboardPayments',
        'gatewayStatus',
        'practicePanel',
      ]),
    }),
    z.null(),
  ),
}

/** What only the owner may do, with their PIN. It crosses inwards only. */
export const owner = {
  /** Sets the PIN, or changes it: then `current` is the one so far. */
  setPin: request(['cashier'], z.strictObject({ current: Pin.nullable(), pin: Pin }), TillState),
  setEarlyRelease: request(
    ['cashier'],
    z.strictObject({ word: Word, earlyRelease: EarlyRelease.nullable() }),
    TillState,
  ),
}
