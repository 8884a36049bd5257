import { describe, expect, test } from 'vitest'
import { formatExceptionTime } from '../../../renderer/features/exceptions/exception-time.ts'
import { gravestOf, standingOf } from '../../../renderer/features/exceptions/standing.ts'
import { mattersOf } from '../../../shared/payment/matters.ts'
import { ON_CHAIN } from '../../support/builders.ts'
import { aPayment } from '../../support/views.ts'

const short = aPayment({ status: 'short', received: '19.000000', remarks: ['underpaid'] })
const keys = mattersOf(short).map(({ key }) => key)

describe('an exception', () => {
  test('says the gravest that is still open', () => {
    const twice = aPayment({ status: 'paid', received: '20.874210', remarks: ['reversed', 'overpaid'] })
    expect(gravestOf(twice)).toBe('reversed')
    expect(gravestOf({ ...twice, closed: ['reversed'] })).toBe('overpaid')
    expect(gravestOf({ ...short, closed: keys })).toBeUndefined()
  })

  test('is to be decided, then with the owner, then owed', () => {
    expect(standingOf(short)).toBe('undecided')
    expect(standingOf({ ...short, handed: keys })).toBe('handed')
    expect(standingOf({ ...short, handed: keys, owed: keys })).toBe('owed')
    const over = aPayment({ status: 'paid', received: '20.874210', remarks: ['overpaid'] })
    expect(standingOf(over)).toBe('owed')
  })

  test('of a deposit that the gateway knows nothing of is with the owner: nobody owes anything for it', () => {
    const change = { status: 'expired', lastObserved: 'expired', received: '0.000000' } as const
    const untold = aPayment({ ...change, onChain: ON_CHAIN })
    expect([gravestOf(untold), standingOf(untold)]).toEqual(['untold', 'handed'])
  })

  test('has its day and time in the zone of the payment', () => {
    const instant = '2026-11-21T23:30:00.000Z'
    expect(formatExceptionTime(instant, 'en-GB', 'UTC')).toBe('21 Nov, 23:30')
    expect(formatExceptionTime(instant, 'en-GB', 'Europe/Berlin')).toBe('22 Nov, 00:30')
  })
})
