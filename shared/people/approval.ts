import { z } from 'zod'
import { Reason } from '../contract/pin.ts'
import { Instant } from '../payment/payment.ts'
import { err, ok, type Result } from '../result.ts'
import { ABILITIES, type Ability, may } from './may.ts'
import { NamedPerson, named } from './named.ts'
import type { Person } from './person.ts'

/** That somebody let another do what they may not do alone. **Stored**, in the transaction with what was done. */
export const Approval = z.strictObject({
  ability: z.enum(ABILITIES),
  /** Whose PIN was shown, and who stood at the till. */
  by: NamedPerson,
  for: NamedPerson,
  reason: Reason,
  at: Instant,
})
export type Approval = Readonly<z.infer<typeof Approval>>

/** Who did something, and who let them: part of an event. Absent where the till knew no people. **Stored.** */
export const BY_WHOM = { person: NamedPerson.exactOptional(), approval: Approval.exactOptional() }

/** `approverMayNot`: whoever showed their PIN may not do it alone either, or is no longer here. */
export type ApprovalRefusal = {
  readonly code: 'notAllowed' | 'needsApproval' | 'approverMayNot' | 'reasonMissing'
}

export type ApprovalAsked = {
  readonly ability: Ability
  readonly asking: Person
  /** Whose PIN fitted just now; null when nobody's was asked for. Whether it fits is not decided here. */
  readonly approver: Person | null
  readonly reason: string | null
  readonly at: string
}

/** The approval to be recorded, null where none is needed, or why it may not be done. */
export function approve(asked: ApprovalAsked): Result<Approval | null, ApprovalRefusal> {
  const { ability, asking, approver, at } = asked
  const permission = asking.isHere ? may(asking.role, ability) : 'never'
  if (permission === 'always') return ok(null)
  if (permission === 'never') return err({ code: 'notAllowed' })
  if (approver === null) return err({ code: 'needsApproval' })
  if (!approver.isHere || may(approver.role, ability) !== 'always') return err({ code: 'approverMayNot' })
  const reason = Reason.safeParse(asked.reason)
  if (!reason.success) return err({ code: 'reasonMissing' })
  return ok({ ability, by: named(approver), for: named(asking), reason: reason.data, at })
}
