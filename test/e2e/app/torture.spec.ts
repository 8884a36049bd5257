import { expect, test } from '@playwright/test'
import { reportText, torture } from '../../support/torture/torture.ts'

// A short run of `npm run torture`. The seed is another each time, and printed: TORTURE_SEED repeats its plan.
const kills = Number(process.env['TORTURE_KILLS'] ?? 6)
const seed = Number(process.env['TORTURE_SEED'] ?? Date.now() % 1_000_000)

// Every kill is a start of the whole app, some sales and a power cut: two to four seconds each.
test(`the till is killed ${kills} times while it sells, and the records agree (seed ${seed})`, async () => {
  test.setTimeout(60_000 + kills * 30_000)
  console.log(`torture: TORTURE_SEED=${seed} TORTURE_KILLS=${kills}`)
  const report = await torture({ seed, kills, tillsAtOnce: 1, onKill: () => undefined })
  expect(report.isWell, reportText(report)).toBe(true)
  expect(report.counts.kills).toBe(kills)
})
