import { describe, expect, test } from 'vitest'
import { ALL_COMMANDS } from '../../../renderer/commands/all-commands.ts'
import { type AppState, commandForKey, isOffered } from '../../../renderer/commands/command.ts'
import { DECISION_ABILITIES as ASKED } from '../../../renderer/commands/decision-commands.ts'
import { openExceptions, openReports, openSettings } from '../../../renderer/commands/screen-commands.ts'
import { lockTill } from '../../../renderer/commands/session-commands.ts'
import { permissionIn, SETTINGS_ABILITIES, sectionsIn, whoMay } from '../../../renderer/lib/permission.ts'
import type { SessionView } from '../../../shared/contract/till.ts'
import { DECISION_ABILITIES } from '../../../shared/people/abilities.ts'
import { aPayment, aPaymentsState, aTillState, aView } from '../../support/views.ts'

const AS = (role: 'owner' | 'manager' | 'cashier'): SessionView => ({ kind: 'signedIn', person: 'p', role })

function state(session: SessionView): AppState {
  return {
    till: aTillState({ session }),
    payments: aPaymentsState({ current: aView(aPayment({ status: 'short', received: '19.000000' })) }),
    charge: aDraft(),
    screen: { kind: 'till' },
    wayUp: null,
    decision: null,
  }
}

function aDraft(): AppState['charge'] {
  const draft: Partial<AppState['charge']> = {
    entry: '450',
    reference: '',
    estimate: null,
    isStarting: false,
    error: null,
  }
  return draft as AppState['charge']
}

describe('what is offered', () => {
  test('is nothing at all while the till is shut', () => {
    for (const session of [{ kind: 'nobody' }, { kind: 'locked', person: 'p' }] as const) {
      const shut = state(session)
      expect(ALL_COMMANDS.filter((command) => isOffered(command, shut))).toEqual([])
      const keys = [...new Set(ALL_COMMANDS.flatMap((command) => command.keys))]
      expect(keys.filter((key) => commandForKey(ALL_COMMANDS, shut, key) !== undefined)).toEqual([])
      expect(permissionIn(session, 'useTill')).toBe('never')
    }
  })

  test('leaves out what a role may never do, and offers what another may let them', () => {
    const cashier = state(AS('cashier'))
    expect(isOffered(openExceptions, cashier)).toBe(false)
    expect(isOffered(openSettings, cashier)).toBe(true)
    expect(commandForKey(ALL_COMMANDS, cashier, 'b')).toBeDefined()
    for (const role of ['manager', 'owner'] as const) {
      for (const command of [openExceptions, openReports, openSettings]) {
        expect(isOffered(command, state(AS(role)))).toBe(true)
      }
    }
  })

  test('has a lock only where people sign in', () => {
    expect(isOffered(lockTill, state({ kind: 'open' }))).toBe(false)
    expect(isOffered(lockTill, state(AS('cashier')))).toBe(true)
  })

  test('asks for the word that main asks for', () => {
    expect(ASKED).toEqual({ accepted: DECISION_ABILITIES.accepted, byHand: DECISION_ABILITIES.byHand })
  })
})

test('no two commands have the key that locks', () => {
  expect(ALL_COMMANDS.filter(({ keys }) => keys.includes('F4'))).toEqual([lockTill])
})

test('sections follow the role', () => {
  expect(sectionsIn(SETTINGS_ABILITIES, { kind: 'open' })).toEqual(Object.keys(SETTINGS_ABILITIES))
  expect(sectionsIn(SETTINGS_ABILITIES, AS('owner'))).toEqual(Object.keys(SETTINGS_ABILITIES))
  expect(sectionsIn(SETTINGS_ABILITIES, AS('manager'))).not.toContain('relay')
  const cashiers = sectionsIn(SETTINGS_ABILITIES, AS('cashier'))
  for (const section of ['gateway', 'relay', 'account', 'owner', 'chain'] as const) {
    expect(cashiers).not.toContain(section)
  }
  expect(sectionsIn(SETTINGS_ABILITIES, { kind: 'nobody' })).toEqual([])
})

test('a word is that of somebody who is here and may do it alone', () => {
  const people = [
    { id: 'm', name: 'Maria', role: 'owner', isHere: false },
    { id: 'o', name: 'Omar', role: 'manager', isHere: true },
    { id: 'a', name: 'Ana', role: 'cashier', isHere: true },
  ] as const
  expect(whoMay(people, 'acceptShort').map(({ id }) => id)).toEqual(['o'])
  expect(whoMay(people, 'changePeople')).toEqual([])
})
