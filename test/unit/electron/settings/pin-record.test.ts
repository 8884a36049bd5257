import { expect, it } from 'vitest'
import { fits, fitsNobody, recordOf } from '../../../../electron/settings/pin-record.ts'

// What each guess costs is what is tested here: every one takes its quarter of a second.

const PIN = '482913'
/** Made by a till of the first version, of that PIN. */
const OLD = 'scrypt 32768 8 1 YW4gb2xkZXIgdGlsbCAxNg== 3i2CsniarueNrmb/uC41memm8A6RcuOVByGQyaEe2xQ='

it('asks for what OWASP names: N=2^15, r=8, p=3', async () => {
  const record = await recordOf(PIN)
  expect(record).toMatch(/^scrypt 32768 8 3 \S{24} \S{44}$/)
  expect([await fits(PIN, record), await fits('482914', record)]).toEqual([true, false])
})

it('of an earlier version goes on fitting, at the cost that stands in it', async () => {
  expect([await fits(PIN, OLD), await fits('482914', OLD)]).toEqual([true, false])
  expect(await fits(PIN, OLD.replace(' 8 1 ', ' 8 3 '))).toBe(false)
})

it('of nobody fits nothing', async () => {
  expect(await fitsNobody(PIN)).toBe(false)
})
