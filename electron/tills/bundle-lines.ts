import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { BUNDLE_VERSION, type BundleFault, BundleSeal } from '../../shared/tills/bundle.ts'
import { isSealSigned } from './bundle-signature.ts'

/** Far more than a shop's day comes to; what is larger was not made by a till. */
export const MOST_BYTES = 1024 * 1024 * 1024
const MOST_HEAD_BYTES = 8 * 1024 * 1024
const MOST_LINE_BYTES = 1024 * 1024
/** A hash, and a key and a signature of 200 characters each. */
const MOST_SEAL_BYTES = 1024

const READ_BYTES = 64 * 1024
const LINE_FEED = 0x0a

/** A file that is not taken, and why. */
export class Refused extends Error {
  readonly fault: BundleFault

  constructor(fault: BundleFault) {
    super(`bundle: ${fault}`)
    this.fault = fault
  }
}

/**
 * The lines of a file, each with the line feed that ends it: of what comes after the last one nothing is a line.
 * @throws `Refused` for a line that is longer than any of ours, before more of it is held.
 */
export async function* linesOf(handle: Pick<FileHandle, 'read'>): AsyncGenerator<Buffer> {
  /** The beginning of a line, in pieces as they were read: put together once, when its end is there. */
  let pieces: Buffer[] = []
  let held = 0
  let most = MOST_HEAD_BYTES
  for await (const piece of piecesOf(handle)) {
    let start = 0
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...pieces, piece.subarray(start, end + 1)])
      start = end + 1
      pieces = []
      held = 0
      most = MOST_LINE_BYTES
    }
    pieces.push(piece.subarray(start))
    held += piece.length - start
    if (held > most) throw new Refused('tooLarge')
  }
  if (held > 0) throw new Refused('damaged')
}

async function* piecesOf(
  handle: Pick<FileHandle, 'read'>,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  for (let position = 0; position < end; ) {
    const most = Math.min(READ_BYTES, end - position)
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(most), 0, most, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * The last line, once it is sure that all lines before it are as they were when it was written, and signed by the key it
 * names, if any. Nothing of them is looked at yet, not even where they end: whoever made the file may have made millions.
 * @throws `Refused`.
 */
export async function checkedSeal(handle: Pick<FileHandle, 'read' | 'stat'>): Promise<BundleSeal> {
  await assertOurs(handle)
  const { size } = await handle.stat()
  const last = await lastLine(handle, size)
  const seal = last && sealIn(last)
  if (!seal || seal.sha256 !== (await hashUpTo(handle, size - last.length))) throw new Refused('damaged')
  const isUnsigned = seal.publicKey === null && seal.signature === null
  if (!isUnsigned && !isSealSigned(seal)) throw new Refused('wrongSignature')
  return seal
}

/** With its line feed. Undefined where the file ends with nothing that could be a seal. */
async function lastLine(handle: Pick<FileHandle, 'read'>, size: number): Promise<Buffer | undefined> {
  const most = Math.min(MOST_SEAL_BYTES, size)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(most), 0, most, size - most)
  const isEnded = bytesRead === most && buffer.at(-1) === LINE_FEED
  const before = isEnded ? buffer.lastIndexOf(LINE_FEED, most - 2) : -1
  return before < 0 ? undefined : buffer.subarray(before + 1)
}

async function hashUpTo(handle: Pick<FileHandle, 'read'>, end: number): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOf(handle, end)) hash.update(piece)
  return hash.digest('hex')
}

/** Every bundle of every version begins like this. */
const BEGINNING = /^\{"format":"usdtill-bundle","version":(\d{1,6}),/

async function assertOurs(handle: Pick<FileHandle, 'read'>): Promise<void> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
  const version = BEGINNING.exec(buffer.toString('utf8', 0, bytesRead))?.[1]
  if (version === undefined) throw new Refused('notABundle')
  if (Number(version) > BUNDLE_VERSION) throw new Refused('newer')
}

/** Only in the form in which it is written: another text for the same seal is another file. */
function sealIn(line: Buffer): BundleSeal | undefined {
  const text = line.toString('utf8')
  const seal = BundleSeal.safeParse(jsonIn(line)).data
  const isAsWritten = seal !== undefined && `${JSON.stringify(seal)}\n` === text
  return isAsWritten ? seal : undefined
}

export function jsonIn(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}
