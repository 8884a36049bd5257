import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportsHandlers } from '../../electron/ipc/handlers/export-handlers.ts'
import { paperHandlers } from '../../electron/ipc/handlers/paper-handlers.ts'
import { reportsHandlers } from '../../electron/ipc/handlers/report-handlers.ts'
import { shiftsHandlers } from '../../electron/ipc/handlers/shift-handlers.ts'
import { tillsHandlers } from '../../electron/ipc/handlers/tills-handlers.ts'
import { createLog } from '../../electron/log.ts'
import { createTillsReading } from '../../electron/tills/reading/tills-reading.ts'
import { createTillsDesk } from '../../electron/tills/tills-desk.ts'
import type { TillHandlers } from '../../shared/contract/contract.ts'
import { type Caller, NO_PEOPLE } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'

// A dialog of the system's stays up over the lock: whoever comes to it after the owner left must be given nothing.

const DAY = '2026-11-21'
const NO_FILTERS = { cashier: null, gateway: null, status: null, currency: null }

let till: PeopleTill
let owner: Caller
/** What happens while the dialog is up. */
let meanwhile: () => Promise<void>
/** How often somebody was asked. */
let asked: number

beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
  comes('ana')
  owner = must(await till.control().gate.admit('reports.backUp', undefined))
  must(await till.call('shifts.closeDay', { attempt: crypto.randomUUID() }))
  meanwhile = async () => undefined
  asked = 0
})

afterEach(() => till.close())

/** As after their PIN, which would cost its time here. */
function comes(name: 'ana' | 'max'): void {
  till.control().people.session.signedIn(till.idOf(name))
}

async function answered<T>(answer: T): Promise<T> {
  asked += 1
  await meanwhile()
  return answer
}

const outOf = (name: string) => join(till.folder, 'out', name)
const askWhere = (name: string) => answered(join(till.folder, name))

type Call = (caller: Caller) => Promise<Result<unknown>> | Result<unknown>

/** Every call that asks for a place or a file. */
function calls(): Record<string, Call> {
  const control = till.control()
  const { clock, keychain, settings, folder } = till
  const log = createLog(join(folder, 'logs'), DAY, 'test')
  // Nothing is ever started in it: none of these calls comes so far.
  const workerUrl = new URL('file:///no-worker.js')
  const parts = { workerUrl, clock, log, askWhere }
  const reports = reportsHandlers(control, parts)
  const files = exportsHandlers(control, {
    ...{ clock, askWhere },
    askFolder: () => answered(folder),
    draw: async () => err({ code: 'exportFailed', reason: 'notDrawn' }),
    onProgress: () => undefined,
  })
  const reading = createTillsReading({ workerUrl, clock, onCrash: () => undefined })
  const desk = createTillsDesk({
    ...{ folder, settings, keychain, clock, log, reading },
    open: () => control.till(),
  })
  const tills = tillsHandlers(control, {
    desk,
    askWhere,
    askFiles: () => answered([outOf('one.bundle')]),
    askFolder: () => answered(folder),
  })
  const paper = paperHandlers(control, {
    ...{ askWhere, shifts: shiftsHandlers(control), payments: {} as TillHandlers['payments'] },
    desk: {
      pdf: async () => ok(new Uint8Array([37])),
      print: async () => ok(null),
      content: () => null,
      drawn: () => undefined,
      close: () => undefined,
    },
  })
  return {
    'reports.backUp': (caller) => reports.backUp(undefined, caller),
    'reports.exportCsv': (caller) => reports.exportCsv({ day: DAY }, caller),
    'exports.start': (caller) =>
      files.start({ format: 'xlsx', period: { kind: 'everything' }, filters: NO_FILTERS }, caller),
    'exports.chooseFolder': (caller) => files.chooseFolder(undefined, caller),
    'tills.saveBundle': (caller) => tills.saveBundle({ z: 1 }, caller),
    'tills.saveCsv': (caller) => tills.saveCsv({ from: DAY, to: DAY }, caller),
    'tills.chooseFolder': (caller) => tills.chooseFolder(undefined, caller),
    'tills.import': (caller) => tills.import(undefined, caller),
    'paper.savePdf': (caller) => paper.savePdf({ kind: 'z', number: 1 }, caller),
  }
}

describe('a dialog that was left open gives nothing', () => {
  it('once the till locked', async () => {
    for (const [name, call] of Object.entries(calls())) {
      comes('ana')
      meanwhile = async () => till.clock.advance(5 * 60_000)
      expect([name, await call(owner)]).toEqual([name, err({ code: 'signInFirst' })])
      expect([name, asked]).toEqual([name, 1])
      asked = 0
    }
    expect(readdirSync(till.folder).filter((name) => name.startsWith('usdtill-'))).toEqual([])
    expect(till.settings.read()).toMatchObject({ dayFiles: null, bundleFolder: null })
  })

  it('once somebody else signed in, or the owner became somebody else', async () => {
    for (const [name, call] of Object.entries(calls())) {
      comes('ana')
      meanwhile = async () => comes('max')
      expect([name, await call(owner)]).toEqual([name, err({ code: 'signInFirst' })])
    }
    const [first] = Object.values(calls())
    meanwhile = async () => undefined
    comes('ana')
    expect(await first?.({ ...owner, role: 'manager' })).toEqual(err({ code: 'signInFirst' }))
  })

  it('once another mode is open', async () => {
    for (const [name, call] of Object.entries(calls())) {
      must(await till.control().setMode('live'))
      meanwhile = async () => void must(await till.control().setMode('sandbox'))
      expect([name, await call(owner)]).toEqual([name, err({ code: 'notNow' })])
    }
    expect(till.settings.read()).toMatchObject({ dayFiles: null, bundleFolder: null })
  })

  it('at a till without people, once it has some', async () => {
    const [backUp] = Object.values(calls())
    expect(await backUp?.(NO_PEOPLE)).toEqual(err({ code: 'signInFirst' }))
  })
})

describe('a dialog that was answered by whoever opened it', () => {
  it('gives what was asked for, also after they came back from the lock', async () => {
    const { 'reports.backUp': backUp, 'paper.savePdf': savePdf, 'tills.saveBundle': saveBundle } = calls()
    meanwhile = async () => {
      till.control().people.session.lock()
      comes('ana')
    }
    for (const call of [backUp, savePdf, saveBundle]) {
      const { file } = must(((await call?.(owner)) ?? err({ code: 'notNow' })) as Result<{ file: string }>)
      expect(existsSync(file)).toBe(true)
    }
  })
})
