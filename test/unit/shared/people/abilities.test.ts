import { describe, expect, it } from 'vitest'
import type { RequestChannel } from '../../../../shared/contract/channels.ts'
import { channelsOf, contract } from '../../../../shared/contract/contract.ts'
import type { ContractShape } from '../../../../shared/contract/define.ts'
import { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { Decision } from '../../../../shared/payment/payment.ts'
import {
  abilitiesFor,
  BY_INPUT,
  CALL_ABILITIES,
  DECISION_ABILITIES,
  SETTING_ABILITIES,
} from '../../../../shared/people/abilities.ts'
import { ABILITIES, type Ability, MAY, may, type Permission } from '../../../../shared/people/may.ts'
import type { Role } from '../../../../shared/people/person.ts'
import type { Amount } from '../../../../shared/sale/amount.ts'

const FACTS = {
  ...{ today: '2026-11-21', discountLimitBasisPoints: 1000, actor: null },
  reachesBack: false,
  isShiftOfNow: (number: number) => number === 7,
  isTheirZ: (number: number) => number === 12,
}
const requests = channelsOf('request') as readonly RequestChannel[]
const fixed = requests.filter((channel) => CALL_ABILITIES[channel] !== 'byInput')

/** Of EUR 18.25, where ten percent are 1.825. */
const startOf = (discount: Amount | null) => ({ price: { minor: 1825, currency: 'EUR' }, discount })

function permission(role: Role, channel: RequestChannel, input?: unknown, facts = FACTS): Permission {
  const each = abilitiesFor(channel, input, facts).map((ability) => may(role, ability))
  if (each.includes('never')) return 'never'
  return each.includes('approved') ? 'approved' : 'always'
}

describe('every call of the contract', () => {
  it.each(requests)('%s has its ability', (channel) => {
    const ability: string | undefined = CALL_ABILITIES[channel]
    expect(['anybody', 'byInput', ...ABILITIES]).toContain(ability)
    expect(ability === 'byInput').toBe(channel in BY_INPUT)
  })

  it('is one that there is', () => {
    expect(Object.keys(CALL_ABILITIES).toSorted()).toEqual([...requests].toSorted())
  })

  it('is of the customer’s window only where nobody has to be signed in', () => {
    for (const [group, calls] of Object.entries(contract as ContractShape)) {
      for (const [call, spec] of Object.entries(calls)) {
        if (spec.kind !== 'request' || !spec.from.includes('customer')) continue
        expect(CALL_ABILITIES[`${group}.${call}` as RequestChannel]).toBe('anybody')
      }
    }
  })

  it('that changes or tells anything needs somebody', () => {
    const open = requests.filter((channel) => CALL_ABILITIES[channel] === 'anybody')
    const signingIn = ['people.lock', 'people.recover', 'people.signIn', 'people.signOut', 'people.touched']
    const paper = ['paper.content', 'paper.drawn']
    // What they tell follows from who is signed in.
    const states = ['payments.state', 'till.shown', 'till.state']
    const customer = ['customer.tip', 'customer.view']
    expect(open.toSorted()).toEqual([...customer, ...paper, ...states, ...signingIn].toSorted())
  })
})

describe('roles', () => {
  it('have a permission for every ability, and no role more than the one above it', () => {
    const rank: readonly Permission[] = ['never', 'approved', 'always']
    expect(Object.keys(MAY).toSorted()).toEqual([...ABILITIES].toSorted())
    for (const ability of ABILITIES) {
      expect(may('owner', ability)).toBe('always')
      expect(rank.indexOf(may('manager', ability))).toBeGreaterThanOrEqual(
        rank.indexOf(may('cashier', ability)),
      )
    }
  })

  it.each(fixed.filter((channel) => /^(gateways|relay|chain|account|owner|reconciliation)\./.test(channel)))(
    'no cashier calls %s, with whatever approval',
    (channel) => {
      expect(permission('cashier', channel)).toBe('never')
    },
  )

  it.each(fixed.filter((channel) => /^(relay|chain|account|owner|reconciliation)\./.test(channel)))(
    'no manager calls %s',
    (channel) => {
      expect(permission('manager', channel)).toBe('never')
    },
  )

  it.each<[RequestChannel, unknown, Permission, Permission]>([
    ['payments.start', startOf(null), 'always', 'always'],
    ['payments.start', startOf({ kind: 'percent', basisPoints: 1000 }), 'always', 'always'],
    ['payments.start', startOf({ kind: 'percent', basisPoints: 1001 }), 'approved', 'always'],
    ['payments.start', startOf({ kind: 'amount', minor: 182 }), 'always', 'always'],
    ['payments.start', startOf({ kind: 'amount', minor: 183 }), 'approved', 'always'],
    ['payments.decide', { decision: 'delivered' }, 'always', 'always'],
    ['payments.decide', { decision: 'owed' }, 'always', 'always'],
    ['payments.decide', { decision: 'handed' }, 'always', 'always'],
    ['payments.decide', { decision: 'accepted' }, 'approved', 'always'],
    ['payments.decide', { decision: 'byHand' }, 'approved', 'always'],
    ['payments.decide', { decision: 'closed' }, 'approved', 'always'],
    ['reports.day', { day: '2026-11-21' }, 'never', 'always'],
    ['reports.day', { day: '2026-11-20' }, 'never', 'never'],
    ['reports.exportCsv', { day: '2026-11-21' }, 'never', 'always'],
    ['reports.exportCsv', { day: '2026-11-20' }, 'never', 'never'],
    ['till.saveSettings', { theme: 'dark', sound: false }, 'always', 'always'],
    ['till.saveSettings', { theme: 'dark', shopName: 'Shop' }, 'never', 'always'],
    ['till.saveSettings', { theme: 'dark', toleranceBasisPoints: 500 }, 'never', 'never'],
    ['till.saveSettings', {}, 'always', 'always'],
    // Another zone makes yesterday today.
    ['till.saveSettings', { timeZone: 'Pacific/Kiritimati' }, 'never', 'never'],
    ['shifts.x', undefined, 'never', 'always'],
    ['shifts.closeDay', {}, 'approved', 'always'],
    // Whoever closed the day reads that report, on paper too, and no other.
    ['shifts.z', { number: 12 }, 'always', 'always'],
    ['shifts.z', { number: 11 }, 'never', 'always'],
    ['shifts.list', {}, 'never', 'always'],
    ['paper.print', { kind: 'z', number: 12 }, 'always', 'always'],
    ['paper.savePdf', { kind: 'z', number: 11 }, 'never', 'always'],
    // Any Z, of whatever day.
    ['tills.saveBundle', { z: 1 }, 'never', 'never'],
    ['exports.start', { period: { kind: 'sinceZ' } }, 'never', 'always'],
    ['exports.start', { period: { kind: 'z', number: 1 } }, 'never', 'never'],
    ['exports.start', { period: { kind: 'shift', number: 7 } }, 'never', 'always'],
    ['exports.start', { period: { kind: 'shift', number: 6 } }, 'never', 'never'],
    ['paper.print', { kind: 'x' }, 'never', 'always'],
    ['reports.backUp', undefined, 'never', 'never'],
    ['refunds.begin', {}, 'approved', 'always'],
    ['refunds.confirm', {}, 'never', 'never'],
  ])('%s %j: cashier %s, manager %s, owner always', (channel, input, cashier, manager) => {
    expect(permission('cashier', channel, input)).toBe(cashier)
    expect(permission('manager', channel, input)).toBe(manager)
    expect(permission('owner', channel, input)).toBe('always')
  })
})

describe('before the first Z, of a till that sold on earlier days', () => {
  it.each<[RequestChannel, unknown]>([
    ['shifts.x', undefined],
    ['shifts.closeDay', {}],
    ['exports.start', { period: { kind: 'sinceZ' } }],
    ['paper.print', { kind: 'x' }],
    ['paper.savePdf', { kind: 'x' }],
  ])('%s is the owner’s: it is all that the till ever took', (channel, input) => {
    const facts = { ...FACTS, reachesBack: true }
    expect(permission('cashier', channel, input, facts)).toBe('never')
    expect(permission('manager', channel, input, facts)).toBe('never')
    expect(permission('owner', channel, input, facts)).toBe('always')
  })
})

describe('what a call’s input decides', () => {
  it('is said for every decision and every setting', () => {
    expect(Object.keys(DECISION_ABILITIES).toSorted()).toEqual([...Decision.options].toSorted())
    expect(Object.keys(SETTING_ABILITIES).toSorted()).toEqual(Object.keys(SettingsPatch.shape).toSorted())
  })

  it('is everything that is asked for at once', () => {
    const wanted: readonly Ability[] = abilitiesFor(
      'till.saveSettings',
      { language: 'ar', theme: 'dark', toleranceBasisPoints: 0 },
      FACTS,
    )
    expect(wanted).toEqual(['changeLook', 'changeMoney'])
  })
})
