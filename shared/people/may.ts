import type { Role } from './person.ts'

/** What somebody may be able to do at a till; one line says what it covers. */
export const ABILITIES = [
  /** The screens themselves: the state, the keypad's estimate, the few pages outside. */
  'useTill',
  /** Charge, cancel, ask again, ask for the rest, park, check, play the customer in practice. */
  'sell',
  /** A discount within the owner's limit, and beyond it. */
  'discount',
  'discountMore',
  /** Money that came late but in full: the goods go. */
  'giveLate',
  /** Owe it to the customer, or leave it to the owner. */
  'leaveOpen',
  /** Take less than was asked; say that it is paid; say that it is dealt with. */
  'acceptShort',
  'markPaid',
  'closeException',
  /** Open and close one's own shift, and see what is in it. */
  'ownShift',
  /** Close somebody else's. */
  'othersShift',
  /** This till since its last Z, by everybody: X, exceptions. */
  'seeTill',
  /** Everything before that. */
  'seeHistory',
  /** Z. */
  'closeDay',
  /** Files for the accountant. */
  'export',
  /** A copy of the whole journal. */
  'backUp',
  /** Give money back, up to the code that sends it. */
  'refund',
  'sendPayout',
  /** The account at the gateway: its balance, conversions, payouts. */
  'useAccount',
  'reconcile',
  /** How the screens look and sound. */
  'changeLook',
  /** What the shop is called, its receipts and hours. */
  'changeShop',
  'changeRate',
  /** Everything that says whose the money is and when it counts: keys, gateways, relay, tolerance, taxes. */
  'changeMoney',
  'changePeople',
] as const
export type Ability = (typeof ABILITIES)[number]

/**
 * - `always`   without asking
 * - `approved` when somebody who may do it always shows their PIN and gives a reason; both stand in the journal
 * - `never`    not even then: it has to be done by them
 */
export type Permission = 'always' | 'approved' | 'never'

/**
 * What each role may do. A cashier sells and sees their own shift; a manager runs the day and sees this day only; the
 * owner sees the history and says where the money goes. So a day is closed without its closer seeing the owner's books.
 */
export const MAY: Readonly<Record<Ability, Readonly<Record<Role, Permission>>>> = {
  useTill: { cashier: 'always', manager: 'always', owner: 'always' },
  sell: { cashier: 'always', manager: 'always', owner: 'always' },
  discount: { cashier: 'always', manager: 'always', owner: 'always' },
  discountMore: { cashier: 'approved', manager: 'always', owner: 'always' },
  giveLate: { cashier: 'always', manager: 'always', owner: 'always' },
  leaveOpen: { cashier: 'always', manager: 'always', owner: 'always' },
  acceptShort: { cashier: 'approved', manager: 'always', owner: 'always' },
  markPaid: { cashier: 'approved', manager: 'always', owner: 'always' },
  closeException: { cashier: 'approved', manager: 'always', owner: 'always' },
  ownShift: { cashier: 'always', manager: 'always', owner: 'always' },
  othersShift: { cashier: 'never', manager: 'always', owner: 'always' },
  seeTill: { cashier: 'never', manager: 'always', owner: 'always' },
  seeHistory: { cashier: 'never', manager: 'never', owner: 'always' },
  closeDay: { cashier: 'approved', manager: 'always', owner: 'always' },
  export: { cashier: 'never', manager: 'always', owner: 'always' },
  backUp: { cashier: 'never', manager: 'never', owner: 'always' },
  refund: { cashier: 'approved', manager: 'always', owner: 'always' },
  sendPayout: { cashier: 'never', manager: 'never', owner: 'always' },
  useAccount: { cashier: 'never', manager: 'never', owner: 'always' },
  reconcile: { cashier: 'never', manager: 'never', owner: 'always' },
  changeLook: { cashier: 'always', manager: 'always', owner: 'always' },
  changeShop: { cashier: 'never', manager: 'always', owner: 'always' },
  changeRate: { cashier: 'never', manager: 'always', owner: 'always' },
  changeMoney: { cashier: 'never', manager: 'never', owner: 'always' },
  changePeople: { cashier: 'never', manager: 'never', owner: 'always' },
}

/** What somebody in that role may do of it. */
export function may(role: Role, ability: Ability): Permission {
  return MAY[ability][role]
}
