import { afterEach, beforeEach, expect, it } from 'vitest'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { anId } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import { aCaller, type KeptTill, openKeptTill } from './kept-till.ts'

const ANA = aCaller('ana')
const BEN = aCaller('ben')
const MARA = aCaller('mara', 'manager')

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
})
afterEach(() => till.close())

it('somebody’s last shift is known once it is over, also where a Z or somebody else ended it', () => {
  const last = () => [ANA, BEN, MARA].map((caller) => till.shifts().view(caller).lastMine)
  expect([last(), till.shifts().view(null).lastMine, till.shifts().view(NO_PEOPLE).lastMine]).toEqual([
    [null, null, null],
    null,
    null,
  ])
  must(till.shifts().open(null, ANA))
  must(till.shifts().open(null, BEN))
  expect(last()).toEqual([null, null, null])
  must(till.shifts().close({ number: 2, note: null }, MARA))
  expect(last()).toEqual([null, 2, null])
  must(till.shifts().closeDay(anId(1), MARA))
  must(till.shifts().open(null, BEN))
  expect(last()).toEqual([1, 2, null])
  till.restart()
  expect(last()).toEqual([1, 2, null])
  expect(must(till.shifts().report(2, BEN)).until).not.toBeNull()
})
