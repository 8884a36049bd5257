import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDayFiles } from '../../../../electron/exports/day-files/day-files.ts'
import { recordFileAt } from '../../../../electron/exports/day-files/day-files-record.ts'
import { readBundle } from '../../../../electron/tills/bundle-reader.ts'
import { writeOwnBundle } from '../../../../electron/tills/own-bundle.ts'
import { ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createMemoryKeychain } from '../../../support/memory-keychain.ts'
import { createShopTill } from '../../../support/tills/shop-till.ts'

test('the files of a Z have its bundle beside them, and are owed until that is written too', async () => {
  const clock = createFakeClock()
  const keychain = createMemoryKeychain(clock)
  const home = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-out-'))
  const till = createShopTill({ number: 2, folder: home, clock, keychain })
  let place = join(folder, 'not there')
  till.settings.save({ dayFiles: { folder, formats: ['xlsx'] } })
  const files = createDayFiles({
    clock,
    settings: till.settings.read,
    tillId: () => null,
    till: () => ({ mode: 'live', ...lastOf(till), today: '2026-11-21', isBeyondZ: () => false }),
    service: () => ({
      start: ({ file }) => ({
        done: Promise.resolve(ok({ outcome: 'written' as const, file, payments: 0 })),
        cancel: () => undefined,
      }),
      close: async () => undefined,
    }),
    draw: async () => ok(new Uint8Array()),
    recordOf: (mode) => recordFileAt(join(home, `${mode}.json`)),
    async writeBundle(z) {
      const open = () => ({
        mode: 'live' as const,
        journalFile: till.journalFile,
        journalProblem: () => null,
      })
      const parts = { settings: till.settings, keychain, open }
      const written = await writeOwnBundle(parts, z, async (name) => ok(join(place, name)))
      return written.ok ? null : written.error
    },
    onChange: () => undefined,
    onFailed: () => undefined,
  })
  files.follow()
  till.closeDay()
  files.follow()
  await files.settled()
  expect(files.view().missing).toMatchObject([
    { of: { kind: 'z', number: 1 }, error: { code: 'exportFailed' } },
  ])
  place = folder
  clock.advance(5 * 60_000)
  await files.settled()
  expect(files.view().missing).toEqual([])
  const [name = ''] = readdirSync(folder)
  expect(name).toMatch(/^usdtill-live-T02-z0001-2026-11-21-[0-9a-f]{8}\.bundle$/)
  expect(await readBundle(join(folder, name))).toMatchObject({ ok: true })
  files.close()
  till.close()
  rmSync(folder, { recursive: true, force: true })
})

function lastOf({ shifts }: ReturnType<typeof createShopTill>) {
  const { lastZ, lastZAt } = shifts.view(null)
  return { lastZ, lastZDay: lastZAt?.slice(0, 10) ?? null }
}
