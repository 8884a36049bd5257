import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { recordFileAt } from '../../../../electron/exports/day-files/day-files-record.ts'

vi.mock('node:fs', { spy: true })

test('what is still owed is on the disk before it takes the place of what was: a power cut leaves one of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const file = recordFileAt(join(folder, 'day-files', 'live.json'))
  const record = {
    dealt: { z: 3, day: '2026-11-20' },
    missing: [{ kind: 'z' as const, number: 3 }],
    last: null,
  }
  file.write(record)
  expect(writeFileSync).toHaveBeenCalledWith(
    expect.stringMatching(/\.tmp$/),
    JSON.stringify(record),
    expect.objectContaining({ flush: true }),
  )
  expect(file.read()).toEqual(record)
  rmSync(folder, { recursive: true })
})
