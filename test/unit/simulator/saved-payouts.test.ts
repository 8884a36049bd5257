import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultAccounts } from '../../../simulator/nowpayments/settings.ts'
import { createGatewayUnderTest } from './gateway-under-test.ts'

const TO = 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'

let folder = ''
const stateFile = () => join(folder, 'practice-gateway.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-simulator-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** A gateway on that folder, and its owner signed in. */
const start = async () => {
  const gateway = createGatewayUnderTest({ stateFile: stateFile() })
  const [owner] = defaultAccounts()
  const entered = await gateway.post('/auth', { email: owner?.email, password: owner?.password })
  const headers = { authorization: `Bearer ${entered.json['token']}` }
  const statusOf = async (id: unknown) => {
    const { text } = await gateway.get(`/payout/${id}`, { headers })
    return /"status":"([A-Z]+)"/.exec(text)?.[1]
  }
  return {
    ...{ gateway, statusOf },
    make: async (description: string) => {
      const withdrawals = [{ address: TO, currency: 'usdttrc20', amount: 1 }]
      const made = await gateway.post(
        '/payout',
        { payout_description: description, withdrawals },
        { headers },
      )
      return made.json['id']
    },
    confirm: (id: unknown) =>
      gateway.post(`/payout/${id}/verify`, { verification_code: '123456' }, { headers }),
  }
}

it('a payout is found again after a new start, and goes on where it stopped', async () => {
  const before = await start()
  const waiting = await before.make('no code yet')
  const [moving, late] = [await before.make('confirmed'), await before.make('case:late')]
  await before.confirm(moving)
  await before.confirm(late)
  await before.gateway.clock.advance(1)
  expect(await before.statusOf(moving)).toBe('WAITING')

  const after = await start()
  expect([await after.statusOf(waiting), await after.statusOf(moving)]).toEqual(['CREATING', 'WAITING'])
  await after.gateway.clock.advance(20_000)
  expect([await after.statusOf(moving), await after.statusOf(late)]).toEqual(['FINISHED', 'FAILED'])
  expect((await after.confirm(waiting)).text).toBe('OK')

  const last = await start()
  expect([await last.statusOf(moving), await last.statusOf(waiting)]).toEqual(['FINISHED', 'CREATING'])
  await last.gateway.clock.advance(60_000)
  expect([await last.statusOf(waiting), await last.statusOf(late)]).toEqual(['FINISHED', 'FINISHED'])
})

it('one without a code is given up on time, and a file that cannot be read is none', async () => {
  const id = await (await start()).make('no code')
  const after = await start()
  await after.gateway.clock.advance(60 * 60_000)
  const signedInAgain = await start()
  expect(await signedInAgain.statusOf(id)).toBe('REJECTED')
  writeFileSync(join(folder, 'practice-gateway-payouts.json'), '{"version":1,"payouts":[{}]}')
  expect(await (await start()).statusOf(id)).toBeUndefined()
})
