import type { ParseKeys } from 'i18next'
import type { TillBackend } from '../../shared/contract/contract.ts'
import type { PaymentsState, PaymentView } from '../../shared/contract/payments.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { Ability } from '../../shared/people/may.ts'
import { isShut, permissionIn } from '../lib/permission.ts'
import type { AppStores } from '../stores/app-stores.ts'
import type { ChargeDraft } from '../stores/charge-draft.ts'
import type { OpenDecision } from '../stores/decision-store.ts'
import type { Screen } from '../stores/screen-store.ts'

/** With its namespace where it is not a common one: "cashier:act.cancel". */
export type CommandText = ParseKeys<['common', 'cashier', 'lock']>

/** Everything a command may look at. Who is at the till is in its state. */
export type AppState = {
  readonly till: TillState
  readonly payments: PaymentsState
  readonly charge: ChargeDraft
  readonly screen: Screen
  readonly wayUp: (() => void) | null
  /** The owner's form is open for this. */
  readonly decision: OpenDecision | null
}

/** Everything a command may act on. */
export type App = { readonly backend: TillBackend; readonly stores: AppStores }

/** Something the cashier can do, for a button and for the keyboard alike. */
export type Command = {
  readonly label: CommandText
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly keys: readonly string[]
  /** What is printed on the key cap; a catalogue key where the key has a name. */
  readonly cap: CommandText | { readonly letter: string } | null
  /** Whoever may never do this is not offered it. Everybody may, when left out. */
  readonly ability?: Ability
  /** As things stand; whether it is offered to anybody is for `isOffered` to say. */
  readonly isAvailable: (state: AppState) => boolean
  /** False while this key means something else, though the button still works. Always, when left out. */
  readonly ownsKey?: (state: AppState, key: string) => boolean
  /** Its key works while a text field has the focus as well: a key that types nothing. Not otherwise, when left out. */
  readonly worksInFields?: true
  readonly run: (app: App) => void
}

/** The state of all stores, or undefined before the first snapshots. */
export function readAppState(stores: AppStores): AppState | undefined {
  const { till } = stores.till.getState()
  const { payments } = stores.payments.getState()
  if (!till || !payments) return undefined
  return {
    till,
    payments,
    charge: stores.charge.getState(),
    ...stores.screen.getState(),
    decision: stores.decision.getState().open,
  }
}

/** The payment that the right side, and so every command about a payment, is about: a parked one looked at, or the current. */
export function subjectOf({ screen, payments }: Pick<AppState, 'screen' | 'payments'>): PaymentView | null {
  if (screen.kind !== 'parked') return payments.current
  return payments.parked.find(({ view }) => view.payment.id === screen.paymentId)?.view ?? null
}

/** Whether it can be done now, by whoever is signed in. The one place where that is decided. */
export function isOffered(command: Command, state: AppState): boolean {
  const { session } = state.till
  if (isShut(session)) return false
  const isForThem = command.ability === undefined || permissionIn(session, command.ability) !== 'never'
  return isForThem && command.isAvailable(state)
}

/** The first command in the list that this key runs now. */
export function commandForKey(
  commands: readonly Command[],
  state: AppState,
  key: string,
): Command | undefined {
  return commands.find(
    (command) =>
      command.keys.includes(key) && isOffered(command, state) && (command.ownsKey?.(state, key) ?? true),
  )
}
