import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { AppError } from '../../shared/app-error.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { people as calls, PersonChange } from '../../shared/contract/people.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { Caller } from '../../shared/people/caller.ts'
import type { PersonEvent } from '../../shared/people/person.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import type { Credentials } from '../settings/credentials.ts'
import type { Keychain } from '../settings/keychain.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { createDeskSession, type DeskSession } from './desk-session.ts'
import { isTillsKey, type ShownKey } from './lost-pin.ts'
import { openPeopleBook, type PeopleBook } from './people-book.ts'
import { createPersonPins, type PersonPins } from './person-pins.ts'

/** The people of the till and who of them stands at it. Whether a caller may ask for a change is the gate's to say. */
export type PeopleDesk = {
  view(): Pick<TillState, 'people' | 'session'>
  /** Why nobody can be known; null where the book is whole. */
  problem(): AppError | null
  readonly book: Pick<PeopleBook, 'people' | 'find' | 'names'>
  readonly session: DeskSession
  readonly pins: Pick<PersonPins, 'verify'>
  /** Errors: those of `PersonPins.verify`. */
  signIn(input: Input<'signIn'>): Promise<Result<null>>
  /** Errors: `nameTaken`, `invalidInput` for a first person who is no owner, `keychainUnavailable`, `journalUnavailable`. */
  add(input: Input<'add'>, caller: Caller): Promise<Result<null>>
  /** Errors: those of `PeopleBook.record`. */
  change(input: Input<'change'>, caller: Caller): Result<null>
  /** Errors: `notFound`, `notNow`, `keychainUnavailable`, `journalUnavailable`. */
  setPin(input: Input<'setPin'>, caller: Caller): Promise<Result<null>>
  /** Signs nobody in. Errors: `notFound` but for owners, `keyDoesNotFit`, `pinLocked`, `keychainUnavailable`, `journalUnavailable`. */
  recover(input: Input<'recover'>): Promise<Result<null>>
  close(): void
}

type Calls = typeof calls
type Input<C extends keyof Calls> = z.output<Calls[C]['input']>

type Dependencies = {
  readonly folder: string
  readonly clock: Clock
  readonly log: Pick<Log, 'error' | 'info'>
  readonly keychain: Keychain
  readonly credentials: Pick<Credentials, 'secretsOf'>
  /** The till had people when it was last open. */
  readonly hadPeople: boolean
  readonly lockAfterMs: () => number
  /** A payment on the screens is in progress. */
  readonly isBusy: () => boolean
  /** The till has its first person, and with them the old owner's PIN is nobody's. */
  readonly onFirst: () => Promise<void>
  readonly onChange: () => void
}

export function createPeopleDesk(dependencies: Dependencies): PeopleDesk {
  const { folder, clock, log, credentials, hadPeople, onFirst, onChange } = dependencies
  const book = openPeopleBook(folder, clock, hadPeople)
  const problem = book.problem()
  if (problem) log.error({ error: problem }, 'people: cannot be read')
  const pins = createPersonPins({ ...dependencies, book })
  const session = createDeskSession({
    ...dependencies,
    people: () => (book.problem() === null ? book.people() : null),
  })

  async function signIn({ id, pin }: Input<'signIn'>): Promise<Result<null>> {
    const shown = await pins.verify(id, pin)
    if (shown.ok) session.signedIn(id)
    return shown
  }

  async function add({ name, role, pin }: Input<'add'>, { person }: Caller): Promise<Result<null>> {
    const id = randomUUID()
    const head = { at: isoNow(clock), id, by: person?.id ?? id }
    let isFirst = false
    const added = await pins.keep(id, pin, () => {
      isFirst = book.people().length === 0
      // Two first people at once: the second of them is let in by nobody.
      const isLetIn = isFirst || person !== null
      return isLetIn ? introduce(head, { name, role }) : err({ code: 'signInFirst' })
    })
    if (!added.ok) return added
    log.info({ person: id, role }, 'people: added')
    if (isFirst) {
      session.signedIn(id)
      await remember()
    }
    onChange()
    return added
  }

  /** That there are people. They are in the book whatever becomes of this, and the next start makes it good. */
  async function remember(): Promise<void> {
    try {
      await onFirst()
    } catch (error) {
      log.error({ err: error }, 'people: the first one is not in the settings')
    }
  }

  function introduce(head: Head, { name, role }: Pick<Input<'add'>, 'name' | 'role'>): Result<null> {
    return book.record({ kind: 'personAdded', ...head, name, role }, { kind: 'pinSet', ...head })
  }

  function change({ id, change: wanted }: Input<'change'>, { person }: Caller): Result<null> {
    const before = book.find(id)
    if (!before || !person) return err({ code: 'notFound' })
    const recorded = book.record(eventOf(wanted, { at: isoNow(clock), id, by: person.id }))
    if (!recorded.ok) return recorded
    const now = book.find(id)
    if (now?.role !== before.role || now.isHere !== before.isHere) session.personChanged(id)
    onChange()
    return recorded
  }

  async function replacePin(event: PersonEvent, pin: string): Promise<Result<null>> {
    const set = await pins.keep(event.id, pin, () => book.record(event))
    if (set.ok) log.info({ person: event.id, event: event.kind }, 'people: new PIN')
    return set
  }

  async function setPin({ id, pin }: Input<'setPin'>, { person }: Caller): Promise<Result<null>> {
    if (!person) return err({ code: 'notFound' })
    const set = await replacePin({ kind: 'pinSet', at: isoNow(clock), id, by: person.id }, pin)
    if (set.ok) onChange()
    return set
  }

  async function recover({ id, pin, ...shown }: Input<'recover'>): Promise<Result<null>> {
    const fits = await pins.tryKey(() => isTillsKey(shown satisfies ShownKey, credentials))
    if (!fits.ok) return fits
    const person = book.find(id)
    if (!person?.isHere || person.role !== 'owner') return err({ code: 'notFound' })
    const head = { at: isoNow(clock), id, by: id }
    const recovered = await replacePin({ kind: 'pinRecovered', ...head, gateway: shown.gateway }, pin)
    if (!recovered.ok) return recovered
    session.personChanged(id)
    onChange()
    return recovered
  }

  // The till stopped between the first person and the settings.
  if (book.people().length > 0 && !hadPeople) void remember()

  return {
    view: () => ({ people: [...book.people()], session: session.view() }),
    problem: book.problem,
    book,
    session,
    pins,
    signIn,
    add,
    change,
    setPin,
    recover,
    close() {
      session.close()
      book.close()
    },
  }
}

type Head = { readonly at: string; readonly id: string; readonly by: string }

function eventOf(change: PersonChange, head: Head): PersonEvent {
  switch (change.kind) {
    case 'rename':
      return { kind: 'personRenamed', ...head, name: change.name }
    case 'role':
      return { kind: 'roleSet', ...head, role: change.role }
    case 'leave':
      return { kind: 'personLeft', ...head }
    case 'return':
      return { kind: 'personReturned', ...head }
    default:
      return assertNever(change)
  }
}
