import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Day } from '../../../shared/calendar/day.ts'
import { DayFileOf, DayFilesView } from '../../../shared/contract/day-files.ts'

/** What is remembered of the files of the days, in one mode: what was asked for, and what is still owed. **Stored.** */
export const DayFilesRecord = z.strictObject({
  dealt: z.strictObject({ z: z.int().min(0), day: Day, before: Day.optional() }),
  missing: z.array(DayFileOf),
  last: DayFilesView.shape.last,
})
export type DayFilesRecord = Readonly<z.infer<typeof DayFilesRecord>>

export type RecordFile = {
  /** Null where there is none, or none that can be read: then it begins anew. */
  read(): DayFilesRecord | null
  /** @throws when the disk refuses. */
  write(record: DayFilesRecord): void
  remove(): void
}

export function recordFileAt(file: string): RecordFile {
  return {
    read() {
      try {
        return DayFilesRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
      } catch {
        // Not there, cut off or of another version: what has been closed meanwhile can be exported by hand.
        return null
      }
    },
    write(record) {
      mkdirSync(dirname(file), { recursive: true })
      // Unflushed, a power cut may leave the new name with nothing in it, and what was owed is forgotten.
      writeFileSync(`${file}.tmp`, JSON.stringify(record), { flush: true })
      renameSync(`${file}.tmp`, file)
    },
    remove: () => rmSync(file, { force: true }),
  }
}
