import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGatewayUnderTest } from './gateway-under-test.ts'

let folder = ''
const stateFile = () => join(folder, 'practice-gateway.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-simulator-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('a gateway that keeps its charges', () => {
  it('finds them again and goes on where it stopped', async () => {
    const before = createGatewayUnderTest({ stateFile: stateFile() })
    const paid = await before.charge({ order_id: 'paid' })
    const waiting = await before.charge({ order_id: 'waiting' })
    await before.control.pay({ paymentId: paid, kind: 'less' })
    const { charges } = await before.control.charges()

    const after = createGatewayUnderTest({ stateFile: stateFile() })
    expect((await after.control.charges()).charges).toEqual(charges)
    await after.clock.advance(7500)
    expect(await after.statusOf(paid)).toBe('partially_paid')
    await after.clock.advance(7 * 24 * 60 * 60_000)
    expect(await after.statusOf(waiting)).toBe('expired')
    expect((await after.control.pay({ paymentId: waiting, kind: 'again' })).charge.parentPaymentId).toBe(
      waiting,
    )
  })

  it('starts empty from a file it cannot read, and after a reset', async () => {
    writeFileSync(stateFile(), '{"version":1,"charges":[{"id":5}]}')
    const first = createGatewayUnderTest({ stateFile: stateFile() })
    expect((await first.control.charges()).charges).toEqual([])
    await first.charge()
    await first.control.reset()
    const second = createGatewayUnderTest({ stateFile: stateFile() })
    expect((await second.control.charges()).charges).toEqual([])
  })

  it('goes on without a file it may not write', async () => {
    const gateway = createGatewayUnderTest({ stateFile: join(folder, 'no', 'such', 'folder.json') })
    expect(await gateway.statusOf(await gateway.charge())).toBe('waiting')
  })
})
