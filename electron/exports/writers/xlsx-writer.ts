import type { FileHandle } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Cell } from '../../reports/csv.ts'
import type { ColumnHead, Table } from '../sheets/sheet.ts'
import { HEADING_STYLE, textCell, xlsxCell } from './xlsx-cell.ts'
import { SHEET_END, SHEET_START, type SheetPart, sheetPath, workbookParts } from './xlsx-parts.ts'

/** Rows of a sheet, its heading included: all that Excel opens. */
const MOST_ROWS = 1_048_576

/** XML handed to the zip at once. */
const CHUNK_CHARACTERS = 64 * 1024

/** Fast; the file is a third larger than with the slowest. */
const COMPRESSION_LEVEL = 1

/**
 * Tables as one XLSX workbook, a sheet each; one that is full goes on in another ("payments 2"). Rows are read as they are
 * written and compressed: no more than a few chunks are held. The list of sheets comes last, when they are known.
 * @throws what the disk throws, and what reading the rows throws.
 */
export async function writeXlsx(
  tables: readonly Table[],
  about: Readonly<Record<string, string>>,
  handle: Pick<FileHandle, 'writeFile'>,
  mostRows: number = MOST_ROWS,
): Promise<void> {
  const zip = new ZipFile()
  const failed = Promise.withResolvers<never>()
  zip.on('error', failed.reject)
  const written = pipeline(zip.outputStream, streamInto(handle))
  const filled = fill(zip, tables, about, mostRows)
  await Promise.race([failed.promise, Promise.all([filled, written])])
}

/**
 * By the handle, never by its number: a stream of Node's closes the number when it fails, and what closes or writes it then may hit
 * another file of the till that has it by now.
 */
function streamInto(handle: Pick<FileHandle, 'writeFile'>): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      handle.writeFile(chunk).then(() => done(), done)
    },
  })
}

async function fill(
  zip: ZipFile,
  tables: readonly Table[],
  about: Readonly<Record<string, string>>,
  mostRows: number,
): Promise<void> {
  const parts: SheetPart[] = []
  for (const { name, columns, rows } of tables) {
    const lettered = columns.map((column, place) => ({ ...column, letters: lettersOf(place) }))
    const all = rows[Symbol.iterator]()
    for (let next = all.next(), sheet = 1; sheet === 1 || !next.done; sheet += 1) {
      const part = { title: sheet === 1 ? name : `${name} ${sheet}`, path: sheetPath(parts.length + 1) }
      parts.push(part)
      next = await addSheet(zip, part.path, lettered, { next, all, mostRows })
    }
  }
  for (const [path, text] of workbookParts(parts, about)) zip.addBuffer(Buffer.from(text), path)
  zip.end()
}

/** The rows that are left, the first of which was read already. */
type RowsLeft = {
  readonly next: IteratorResult<readonly Cell[]>
  readonly all: Iterator<readonly Cell[]>
  readonly mostRows: number
}

/** Resolves, once the sheet is in the zip, with the row that found no place in it. */
function addSheet(
  zip: ZipFile,
  path: string,
  columns: readonly SheetColumn[],
  left: RowsLeft,
): Promise<IteratorResult<readonly Cell[]>> {
  return new Promise((resolve, reject) => {
    let next = left.next

    function* xml(): Generator<Buffer> {
      let chunk = SHEET_START + headingXml(columns)
      for (let number = 2; number <= left.mostRows && !next.done; number += 1) {
        chunk += rowXml(next.value, columns, number)
        next = left.all.next()
        if (chunk.length < CHUNK_CHARACTERS) continue
        yield Buffer.from(chunk)
        chunk = ''
      }
      yield Buffer.from(chunk + SHEET_END)
    }

    const source = Readable.from(xml(), { objectMode: false })
    source.once('error', reject)
    source.once('end', () => resolve(next))
    zip.addReadStream(source, path, { compressionLevel: COMPRESSION_LEVEL })
  })
}

function headingXml(columns: readonly SheetColumn[]): string {
  const cells = columns.map(({ key, letters }) => textCell(key, HEADING_STYLE, `${letters}1`))
  return `<row r="1">${cells.join('')}</row>`
}

/** Each cell names its place, as every program that reads them expects; an empty one is left out. */
function rowXml(row: readonly Cell[], columns: readonly SheetColumn[], number: number): string {
  let xml = `<row r="${number}">`
  for (const [place, { kind, letters }] of columns.entries()) {
    const cell = row[place] ?? null
    if (cell !== null) xml += xlsxCell(cell, kind, letters + number)
  }
  return `${xml}</row>`
}

type SheetColumn = ColumnHead & { readonly letters: string }

/** A, B, … Z, AA, AB, … */
function lettersOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : lettersOf(Math.floor(place / 26) - 1) + last
}
