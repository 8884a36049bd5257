import { randomInt } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { reportText, torture } from '../../support/torture/torture.ts'

// A short run of `npm run torture`, with another seed each time. TORTURE_SEED repeats a plan, TORTURE_KILLS makes it longer.
const kills = Number(process.env['TORTURE_KILLS'] ?? 6)

// Every kill is a start of the whole app, some sales and a power cut: two to four seconds each.
test('the till is killed again and again while it sells, and its records agree with the gateway', async () => {
  test.setTimeout(60_000 + kills * 30_000)
  const seed = Number(process.env['TORTURE_SEED'] ?? randomInt(1_000_000))
  console.log(`torture: TORTURE_SEED=${seed} TORTURE_KILLS=${kills}`)
  const report = await torture({ seed, kills, tillsAtOnce: 1, onKill: () => undefined })
  expect(report.isWell, reportText(report)).toBe(true)
})
