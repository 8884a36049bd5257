import { type FileHandle, open } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { err, ok, type Result } from '../../shared/result.ts'
import { COUNTING_VERSION } from '../../shared/shift/counting-version.ts'
import { DayClosed } from '../../shared/shift/shift.ts'
import { type BundleFault, BundleHead, BundlePayment, type BundleSeal } from '../../shared/tills/bundle.ts'
import { hashOf } from '../journal/chain.ts'
import { checkedSeal, jsonIn, linesOf, Refused } from './bundle-lines.ts'
import { createBundleSums } from './bundle-sums.ts'

/** A bundle that is what it says. */
export type ReadBundle = { readonly head: BundleHead; readonly event: DayClosed; readonly seal: BundleSeal }

/**
 * Reads a file that anybody may have made, and believes nothing in it: every byte is as it was when the file was
 * sealed, the Z is one of a journal, and its totals are what its payments come to. The file must not change meanwhile.
 * Whose key it is signed with is for the caller to judge.
 */
export async function readBundle(file: string): Promise<Result<ReadBundle, BundleFault>> {
  const handle = await open(file, 'r')
  try {
    return ok(await checked(handle))
  } catch (error) {
    if (error instanceof Refused) return err(error.fault)
    throw error
  } finally {
    await handle.close()
  }
}

async function checked(handle: FileHandle): Promise<ReadBundle> {
  const seal = await checkedSeal(handle)
  const lines = linesOf(handle)
  const { head, event } = headIn((await lines.next()).value)
  const sums = createBundleSums(event)
  for (let done = 0; done < head.payments; done += 1) {
    const isOfIt = sums.add(parsed(BundlePayment, (await lines.next()).value))
    if (!isOfIt) throw new Refused('doesNotAddUp')
  }
  const last = (await lines.next()).value
  const isEnd = last instanceof Buffer && isDeepStrictEqual(jsonIn(last), { ...seal })
  await lines.return(undefined)
  if (!isEnd) throw new Refused('unreadable')
  if (!sums.areRight()) throw new Refused('doesNotAddUp')
  return { head, event, seal }
}

function headIn(line: unknown): Pick<ReadBundle, 'head' | 'event'> {
  const head = parsed(BundleHead, line)
  const { seq, at, body, previous, hash } = head.event
  const event = parsed(DayClosed, Buffer.from(body, 'utf8'))
  const isOfJournal = hash === hashOf({ previous, seq, at, paymentId: null, kind: 'dayClosed', body })
  // Its payments can be read, and not what their sums would have to be.
  if (event.counting > COUNTING_VERSION) throw new Refused('newer')
  const { number } = event.z
  const isAfter =
    head.before === null
      ? number === 1
      : head.before.number === number - 1 && head.before.seq < seq && head.before.hash !== hash
  if (!isOfJournal || !isAfter || at !== event.at || event.journal.seq >= seq)
    throw new Refused('doesNotAddUp')
  return { head, event }
}

type Schema<T> = { safeParse(value: unknown): { readonly success: boolean; readonly data?: T } }

/** Sealed as it is: whatever does not fit was written so, by another version or by somebody else. */
function parsed<T>(schema: Schema<T>, line: unknown): T {
  const result = line instanceof Buffer ? schema.safeParse(jsonIn(line)) : undefined
  if (result?.data === undefined) throw new Refused('unreadable')
  return result.data
}
