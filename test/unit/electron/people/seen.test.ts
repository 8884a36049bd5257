import { expect, it } from 'vitest'
import type { Standing } from '../../../../electron/people/desk-session.ts'
import { stateFor } from '../../../../electron/people/seen.ts'
import type { Role } from '../../../../shared/people/person.ts'
import { aTillState } from '../../../support/views.ts'

const FOLDERS = {
  dayFiles: { folder: '//office/accounts/days', formats: ['xlsx' as const] },
  bundleFolder: '//office/accounts/tills',
}

function isThere(role: Role): Standing {
  return { kind: 'person', person: { id: role, name: role, role, isHere: true } }
}

const told = (standing: Standing) => stateFor(standing, aTillState({}, FOLDERS)).settings

it('where the books of every day lie is told to the owner, and to whoever stands at a till without people', () => {
  expect(told(isThere('owner'))).toMatchObject(FOLDERS)
  expect(told({ kind: 'open' })).toMatchObject(FOLDERS)
})

it.each([isThere('manager'), isThere('cashier'), { kind: 'shut' as const }])(
  'where the books of every day lie is nobody else’s to know: %j',
  (standing) => {
    expect(told(standing)).toMatchObject({ dayFiles: null, bundleFolder: null })
  },
)
