import type { AppError } from '../../shared/app-error.ts'
import type { RequestChannel } from '../../shared/contract/channels.ts'
import { Reason, Word } from '../../shared/contract/pin.ts'
import { abilitiesFor, type Facts } from '../../shared/people/abilities.ts'
import { type Approval, type ApprovalRefusal, approve } from '../../shared/people/approval.ts'
import { type Caller, NO_PEOPLE, NOBODY_THERE } from '../../shared/people/caller.ts'
import { type Ability, may } from '../../shared/people/may.ts'
import { named } from '../../shared/people/named.ts'
import type { Person } from '../../shared/people/person.ts'
import { type PaymentInSight, sees } from '../../shared/people/sight.ts'
import { asksOwnersPin, asksWord } from '../../shared/people/word-calls.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { OwnerPin } from '../settings/owner-pin.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { PeopleDesk } from './people-desk.ts'
import { opensByReceipt, subjectsOf } from './whose-call.ts'

/** Lets a call in, or not: the one place where it is asked who makes it and what they may. Handlers repeat none of it. */
export type Gate = {
  /**
   * Who makes the call, with whose word. `input` is what the contract's schema made of it. Errors: `signInFirst`, `mayNot`,
   * `needsApproval`, `approverMayNot`, `notFound` for a payment that is none of theirs, `ownerFirst`, `invalidInput`, those of a PIN.
   */
  admit(channel: string, input: unknown): Promise<Result<Caller>>
}

type Dependencies = {
  readonly desk: Pick<PeopleDesk, 'book' | 'session' | 'pins' | 'problem'>
  readonly ownerPin: Pick<OwnerPin, 'verify' | 'refresh' | 'state'>
  readonly clock: Clock
  readonly facts: () => Omit<Facts, 'actor'>
  /** Undefined for a payment that there is not: the handler says so. */
  readonly whosePayment: (id: string) => PaymentInSight | undefined
  readonly paymentOfRefund: (id: string) => string | undefined
  /** Whether a key of real money is in the keychain already; true as well where nobody can say. */
  readonly hasLiveKey: () => Promise<boolean>
  /** The number of that person's open shift. */
  readonly openShift: (person: string) => number | null
}

export function createGate(dependencies: Dependencies): Gate {
  const { desk, ownerPin, clock, facts, whosePayment, paymentOfRefund, hasLiveKey, openShift } = dependencies

  async function admit(channel: RequestChannel, input: unknown): Promise<Result<Caller>> {
    const standing = desk.session.standing()
    const actor = standing.kind === 'person' ? standing.person : null
    const abilities = abilitiesFor(channel, input, { ...facts(), actor: actor?.id ?? null })
    if (standing.kind === 'open') {
      return (await lacksOwner(channel, input)) ? err({ code: 'ownerFirst' }) : asOwner(channel, input)
    }
    if (actor) return asPerson(actor, { channel, input, abilities })
    return abilities.length === 0 ? ok(NOBODY_THERE) : err(desk.problem() ?? { code: 'signInFirst' })
  }

  /** The first key of real money has an owner before it. A till that has such a key from before there were people goes on as it was. */
  async function lacksOwner(channel: RequestChannel, input: unknown): Promise<boolean> {
    const isLiveKey = channel === 'gateways.connect' && fieldOf(input, 'mode') === 'live'
    return isLiveKey && !(await hasLiveKey())
  }

  /** A till without people: whoever stands there is its owner, whose PIN is asked for where money is at stake. */
  async function asOwner(channel: RequestChannel, input: unknown): Promise<Result<Caller>> {
    const word = wordIn(input)
    const isFirst = channel === 'people.add' && (await hasOwnerPin())
    if (!isFirst && !asksOwnersPin(channel, input)) return whileNobodyIs()
    if (isFirst && word === null && ownerPin.state() === 'set')
      return err({ code: 'needsApproval', ability: 'changePeople' })
    if (word && word.person !== null) return err({ code: 'invalidInput', field: 'word' })
    const shown = await ownerPin.verify(word?.pin ?? null)
    return shown.ok ? whileNobodyIs() : shown
  }

  /** Keychain and PIN take their time: meanwhile the first of the people may have been added, and they have PINs of their own. */
  function whileNobodyIs(): Result<Caller> {
    return desk.session.standing().kind === 'open' ? ok(NO_PEOPLE) : err({ code: 'signInFirst' })
  }

  /** True as well where nobody can say. */
  async function hasOwnerPin(): Promise<boolean> {
    await ownerPin.refresh()
    return ownerPin.state() !== 'none'
  }

  type Call = {
    readonly channel: RequestChannel
    readonly input: unknown
    readonly abilities: readonly Ability[]
  }

  async function asPerson(actor: Person, { channel, input, abilities }: Call): Promise<Result<Caller>> {
    const lacking = abilities.find((ability) => may(actor.role, ability) === 'never')
    if (lacking) return err({ code: 'mayNot', ability: lacking })
    if (!mayTouch(actor, channel, input)) return err({ code: 'notFound' })
    const approval = await approvalFor(actor, { channel, input, abilities })
    if (!approval.ok) return approval
    // A PIN takes its time: whoever asked has to stand there still, as what they were.
    const now = desk.session.standing()
    const isSame = now.kind === 'person' && now.person.id === actor.id && now.person.role === actor.role
    const needsSomebody = abilities.length > 0
    if (needsSomebody && !isSame) return err({ code: 'signInFirst' })
    return ok({ person: named(actor), role: actor.role, approval: approval.value })
  }

  /** Whether every payment in question is one that they see. What there is not is the handler's to say. */
  function mayTouch(actor: Person, channel: RequestChannel, input: unknown): boolean {
    const { payments, refunds } = subjectsOf(channel, input)
    const ids = [...payments, ...refunds.flatMap((id) => paymentOfRefund(id) ?? [])]
    const found = ids.flatMap((id) => whosePayment(id) ?? [])
    const mayBeShown = opensByReceipt(channel)
    return found.every((payment) =>
      sees(actor, openShift(actor.id), { ...payment, isShown: mayBeShown && payment.isShown }),
    )
  }

  async function approvalFor(actor: Person, call: Call): Promise<Result<Approval | null>> {
    const word = wordIn(call.input)
    const asked = call.abilities.filter((ability) => may(actor.role, ability) === 'approved')
    if (asked.length > 0) return approved(actor, asked, { word, reason: reasonIn(call.input) })
    if (!asksWord(call.channel, call.input)) return ok(null)
    if (word === null) return err({ code: 'needsApproval', ability: call.abilities[0] ?? 'useTill' })
    // Whoever may do it alone shows their own PIN: another's would say nothing of who stands there.
    if (word.person !== actor.id) return err({ code: 'invalidInput', field: 'word' })
    const shown = await desk.pins.verify(actor.id, word.pin)
    return shown.ok ? ok(null) : shown
  }

  type Shown = { readonly word: Word | null; readonly reason: string | null }

  async function approved(
    actor: Person,
    asked: readonly Ability[],
    { word, reason }: Shown,
  ): Promise<Result<Approval | null>> {
    if (word === null) return agreed(actor, asked, { approver: null, reason })
    if (word.person === null) return err({ code: 'invalidInput', field: 'word' })
    const approver = desk.book.find(word.person)
    // Somebody whom the till does not know costs as much as others, and never fits.
    const approval = approver ? agreed(actor, asked, { approver, reason }) : ok(null)
    if (!approval.ok) return approval
    const shown = await desk.pins.verify(word.person, word.pin)
    return shown.ok ? approval : shown
  }

  type Agreed = { readonly approver: Person | null; readonly reason: string | null }

  /** Whoever approves has to be able to do all of it alone. */
  function agreed(actor: Person, asked: readonly Ability[], shown: Agreed): Result<Approval | null> {
    const at = isoNow(clock)
    let first: Approval | null = null
    for (const ability of asked) {
      const one = approve({ ability, asking: actor, ...shown, at })
      if (!one.ok) return err(refusalError(one.error, ability))
      first ??= one.value
    }
    return ok(first)
  }

  return { admit: (channel, input) => admit(channel as RequestChannel, input) }
}

function refusalError({ code }: ApprovalRefusal, ability: Ability): AppError {
  switch (code) {
    case 'notAllowed':
      return { code: 'mayNot', ability }
    case 'needsApproval':
      return { code, ability }
    case 'approverMayNot':
      return { code }
    case 'reasonMissing':
      return { code: 'invalidInput', field: 'reason' }
  }
}

/** The word that a call carries, by its schema; null where it carries none, or was given none. */
function wordIn(input: unknown): Word | null {
  return Word.nullable()
    .catch(null)
    .parse(fieldOf(input, 'word') ?? null)
}

function reasonIn(input: unknown): string | null {
  return Reason.nullable()
    .catch(null)
    .parse(fieldOf(input, 'reason') ?? null)
}

function fieldOf(input: unknown, name: 'word' | 'reason' | 'mode'): unknown {
  return typeof input === 'object' && input !== null && name in input
    ? (input as Record<string, unknown>)[name]
    : null
}
