import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AppError } from '../../shared/app-error.ts'
import { afterTry, type WrongTries } from '../../shared/people/lock-out.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import { checkPeople, namesAfter, type PeopleRefusal, peopleAfter } from '../../shared/people/people.ts'
import { type Person, PersonEvent } from '../../shared/people/person.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { journalError } from '../journal/database.ts'
import { type Journal, type NewEntry, openJournal } from '../journal/journal.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import type { PinAttempts } from '../settings/pin-lock.ts'
import { type Clock, isoNow } from '../time/clock.ts'

/**
 * Who works at this till, and every try at a PIN: a journal of its own beside those of the modes, since people are the same
 * in all of them.
 */
export type PeopleBook = {
  /** Everybody who works or worked here, in the order in which they came. */
  people(): readonly Person[]
  find(id: string): Person | undefined
  /** Everybody by each name that they ever had: a receipt keeps the one of its day. */
  names(): readonly NamedPerson[]
  /** Why it cannot be read. Then nobody is known, and nobody is let in. */
  problem(): AppError | null
  /** All of them are on disk when this returns, or none. Errors: `notFound`, `nameTaken`, `lastOwner`, `notNow`, `journalUnavailable`. */
  record(...events: readonly PersonEvent[]): Result<null>
  /** The tries at one PIN: the same object each time. */
  attempts(of: string): PinAttempts
  /** Whose PIN was tried in vain since the last right one. */
  tried(): readonly string[]
  close(): void
}

/** How a try stands in the journal. **Stored.** What was typed is not. */
const Tried = z.strictObject({ of: z.string() })
const KINDS = { right: 'pinAccepted', wrong: 'pinRefused' } as const

type Known = {
  readonly people: readonly Person[]
  readonly names: readonly NamedPerson[]
  readonly tries: WrongTries
}

const NOBODY_YET: Known = { people: [], names: [], tries: new Map() }

/** Where the people of a till are kept. */
export function peopleFileOf(folder: string): string {
  return join(folder, 'journal', 'people.sqlite')
}

/**
 * `hadPeople`: the till had people when it was last open. A file without any is then not theirs. Never throws for what a person
 * can meet: a file that cannot be used is a `problem`.
 */
export function openPeopleBook(folder: string, clock: Clock, hadPeople: boolean): PeopleBook {
  const opened = openJournal(peopleFileOf(folder), 'people')
  if (!opened.ok) return unusable(opened.error)
  const known = read(opened.value.database)
  if (known.ok && (known.value.people.length > 0 || !hadPeople))
    return createBook(opened.value, clock, known.value)
  opened.value.close()
  return unusable(known.ok ? { code: 'journalUnavailable', reason: 'damaged' } : known.error)
}

/** The fold of all events; none of them may be missing or changed: who is an owner stands in them. */
function read(database: DatabaseSync): Result<Known> {
  try {
    if (verifyJournal(database).fault !== null) return err({ code: 'journalUnavailable', reason: 'damaged' })
    let known = NOBODY_YET
    for (const row of database.prepare('SELECT kind, body FROM events ORDER BY seq').iterate()) {
      known = after(known, String(row['kind']), JSON.parse(String(row['body'])))
    }
    return ok(known)
  } catch (error) {
    const problem = journalError(error)
    const isOurs = problem.code === 'journalUnavailable' && problem.reason === 'other'
    return err(isOurs ? { code: 'journalUnavailable', reason: 'damaged' } : problem)
  }
}

/** @throws for an event that is none of ours, or cannot follow. */
function after(known: Known, kind: string, body: unknown): Known {
  if (kind === 'checkpoint') return known
  if (kind === KINDS.right || kind === KINDS.wrong) {
    const { of } = Tried.parse(body)
    return { ...known, tries: afterTry(known.tries, of, kind === KINDS.right ? 'right' : 'wrong') }
  }
  const event = PersonEvent.parse(body)
  if (!checkPeople(known.people, event).ok) throw new Error(`people: ${event.kind} cannot follow`)
  return afterEvent(known, event)
}

function afterEvent({ people, names, tries }: Known, event: PersonEvent): Known {
  return {
    people: peopleAfter(people, event),
    names: namesAfter(names, event),
    tries: triesAfter(tries, event),
  }
}

/** Whoever has a new PIN has not mistyped it yet. */
function triesAfter(tries: WrongTries, event: PersonEvent): WrongTries {
  const isNewPin = event.kind === 'pinSet' || event.kind === 'pinRecovered'
  return isNewPin ? afterTry(tries, event.id, 'right') : tries
}

function createBook(journal: Journal, clock: Clock, opened: Known): PeopleBook {
  let known = opened
  const attempts = new Map<string, PinAttempts>()

  function record(events: readonly PersonEvent[]): Result<null> {
    const written = journal.appendAfter(() => {
      let next = known
      for (const event of events) {
        const checked = checkPeople(next.people, event)
        if (!checked.ok) return err(refusalError(checked.error))
        next = afterEvent(next, event)
      }
      return ok({ value: next, steps: events.map((event) => ({ entry: entryOf(event), project: nothing })) })
    })
    if (!written.ok) return written
    known = written.value
    return ok(null)
  }

  function attemptsOf(of: string): PinAttempts {
    return {
      failures: () => known.tries.get(of) ?? 0,
      note(tried) {
        const entry = { at: isoNow(clock), paymentId: null, kind: KINDS[tried], body: JSON.stringify({ of }) }
        const written = journal.append(entry, nothing)
        if (!written.ok) return written
        known = { ...known, tries: afterTry(known.tries, of, tried) }
        return ok(null)
      },
    }
  }

  return {
    people: () => known.people,
    find: (id) => known.people.find((person) => person.id === id),
    names: () => known.names,
    problem: () => null,
    record: (...events) => record(events),
    attempts(of) {
      const kept = attempts.get(of) ?? attemptsOf(of)
      attempts.set(of, kept)
      return kept
    },
    tried: () => [...known.tries.keys()],
    close: () => journal.close(),
  }
}

function unusable(problem: AppError): PeopleBook {
  const refused = err(problem)
  const attempts: PinAttempts = { failures: () => 0, note: () => refused }
  return {
    people: () => [],
    find: () => undefined,
    names: () => [],
    problem: () => problem,
    record: () => refused,
    attempts: () => attempts,
    tried: () => [],
    close: nothing,
  }
}

function entryOf(event: PersonEvent): NewEntry {
  return { at: event.at, paymentId: null, kind: event.kind, body: JSON.stringify(event) }
}

function refusalError({ code }: PeopleRefusal): AppError {
  switch (code) {
    case 'notFound':
    case 'nameTaken':
    case 'lastOwner':
      return { code }
    case 'notOwner':
      return { code: 'invalidInput', field: 'role' }
    case 'exists':
    case 'notHere':
    case 'isHere':
      return { code: 'notNow' }
  }
}

function nothing(): void {
  // The people are few: they are folded in memory, and no table is computed from them.
}
