import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

// What a PIN is checked against, as it lies in the keychain.

/**
 * What each guess costs: 32 MiB, three times over, some 240 ms. Of the equal settings that OWASP's Password Storage Cheat Sheet
 * names for scrypt it is the one of which a small computer has the memory (N=2^17 with p=1 takes 128 MiB).
 */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
export type PinCost = Readonly<Record<keyof typeof COST, number>>
/** Records of an earlier version asked for less, those of a later one may ask for more, within reason. */
const MOST_MEMORY = 256 * 2 ** 20
const HASH_BYTES = 32
const NO_SALT = Buffer.alloc(16)
/** `scrypt`, the cost (N, r, p), 16 bytes of salt, 32 of hash: nothing else is taken for a record. */
const RECORD = /^scrypt (\d{1,8}) (\d{1,2}) (\d) ([A-Za-z0-9+/]{22}==) ([A-Za-z0-9+/]{43}=)$/

/** "scrypt 32768 8 3 <salt> <hash>": says how it was made, so that the cost can grow. Only tests ask for another `cost`. */
export async function recordOf(pin: string, cost: PinCost = COST): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, cost)
  if (!hash) throw new Error('scrypt refuses its own cost')
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join(' ')
}

/** Takes as long for a wrong PIN as for the right one. False for what is no record. */
export async function fits(pin: string, record: string): Promise<boolean> {
  const [, n, r, p, salt = '', hash = ''] = RECORD.exec(record) ?? []
  if (hash === '') return false
  const actual = await derive(pin, Buffer.from(salt, 'base64'), { N: Number(n), r: Number(r), p: Number(p) })
  return actual !== undefined && timingSafeEqual(Buffer.from(hash, 'base64'), actual)
}

/** Costs what `fits` does and finds nothing: nobody learns from the time whose PINs there are. */
export async function fitsNobody(pin: string): Promise<false> {
  await derive(pin, NO_SALT, COST)
  return false
}

/** Undefined for a cost that this computer cannot or will not pay: such a record fits no PIN. */
function derive(pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    try {
      const options = { ...cost, maxmem: MOST_MEMORY }
      scrypt(pin, salt, HASH_BYTES, options, (error, key) => resolve(error ? undefined : key))
    } catch {
      // Costs out of scrypt's range are thrown at once.
      resolve(undefined)
    }
  })
}
