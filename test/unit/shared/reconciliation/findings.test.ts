import { describe, expect, it } from 'vitest'
import { createFindings, isOpen } from '../../../../shared/reconciliation/findings.ts'
import { BooksCompared, BooksDecided, type KeptDifference } from '../../../../shared/reconciliation/record.ts'

const ANA = { id: 'p1', name: 'Ana' }

function aLine(change: Partial<KeptDifference> = {}): KeptDifference {
  return {
    ...{ kind: 'finishMissed', cause: 'lookMissed', action: 'lookNow' },
    payment: { id: 'a', number: 118, status: 'expired' },
    ...{ chargeId: '5077125051', orderId: null, word: 'finished', count: 1 },
    ...{ at: '2026-11-20T11:31:07.000Z', ours: '0.000000', theirs: '19.874210' },
    ...{ key: 'finishMissed a 5077125051', day: '2026-11-20' },
    ...change,
  }
}

const SECOND = aLine({ key: 'notListed b 6', kind: 'notListed', chargeId: '6', day: '2026-11-21' })

function compared(lines: readonly KeptDifference[], change: Partial<BooksCompared> = {}): BooksCompared {
  return BooksCompared.parse({
    ...{ kind: 'books.compared', at: '2026-11-22T09:00:05.000Z', asOf: '2026-11-22T09:00:00.000Z' },
    gateway: 'nowpayments',
    days: { from: '2026-11-15', to: '2026-11-21' },
    ...{ isWhole: true, hasLog: true, lines, leftOut: [] },
    ...change,
  })
}

function decided(change: Partial<BooksDecided> = {}): BooksDecided {
  return BooksDecided.parse({
    ...{ kind: 'books.decided', at: '2026-11-22T10:00:00.000Z', gateway: 'nowpayments', by: 'owner' },
    ...{ key: aLine().key, theirs: '19.874210', decision: 'explained', reason: 'Seen at the gateway' },
    ...change,
  })
}

/** Keys of what is open, and of what is over, after these events. */
function told(...events: readonly (BooksCompared | BooksDecided)[]) {
  const findings = createFindings()
  for (const event of events) findings.add(event)
  const all = findings.all()
  const keys = (open: boolean) => all.filter((one) => isOpen(one) === open).map(({ line }) => line.key)
  return { all, open: keys(true), over: keys(false), findings }
}

describe('the newest comparison of a day has the word', () => {
  it('what it finds is open, with who compared and when', () => {
    const { all, open } = told(compared([aLine(), SECOND], { person: ANA }))
    expect(open).toEqual([aLine().key, SECOND.key])
    expect(all[0]?.compared).toEqual({ asOf: '2026-11-22T09:00:00.000Z', person: ANA })
  })

  it('what it no longer finds is over, and what it finds again is open again', () => {
    const again = compared([SECOND], { asOf: '2026-11-23T09:00:00.000Z' })
    expect(told(compared([aLine(), SECOND]), again)).toMatchObject({
      open: [SECOND.key],
      over: [aLine().key],
    })
    expect(told(compared([aLine()]), again, compared([aLine()])).open).toContain(aLine().key)
  })

  it('says nothing of days that it did not compare, or of another gateway', () => {
    const other = { days: { from: '2026-11-21', to: '2026-11-28' } }
    expect(told(compared([aLine(), SECOND]), compared([], other))).toMatchObject({
      open: [aLine().key],
      over: [SECOND.key],
    })
    expect(told(compared([aLine()]), compared([], { gateway: 'paystablecoin' })).over).toEqual([])
  })

  it('says nothing of what is missing where it did not see everything', () => {
    expect(told(compared([aLine()]), compared([], { isWhole: false })).over).toEqual([])
    for (const leftOut of [['a'], ['5077125051']]) {
      expect(told(compared([aLine()]), compared([], { leftOut })).over).toEqual([])
    }
    const called = aLine({ kind: 'calledFinished' })
    expect(told(compared([called]), compared([], { hasLog: false })).over).toEqual([])
    expect(told(compared([aLine()]), compared([], { hasLog: false })).over).toEqual([aLine().key])
  })

  it('has the amounts as they are now', () => {
    const more = aLine({ theirs: '25.000000' })
    expect(told(compared([aLine()]), compared([more])).all.map(({ line }) => line)).toEqual([more])
  })
})

describe('what the owner said', () => {
  it('ends it, and says so in the next comparison', () => {
    const { over, all, findings } = told(compared([aLine()]), decided(), compared([aLine()]))
    expect(over).toEqual([aLine().key])
    expect(all[0]?.decided).toMatchObject({ decision: 'explained', reason: 'Seen at the gateway' })
    expect(findings.decided('nowpayments', aLine())?.reason).toBe('Seen at the gateway')
    expect(findings.decided('paystablecoin', aLine())).toBeNull()
  })

  it('does not hold for another amount', () => {
    const more = aLine({ theirs: '25.000000' })
    const { open, findings } = told(compared([aLine()]), decided(), compared([more]))
    expect(open).toEqual([aLine().key])
    expect(findings.decided('nowpayments', more)).toBeNull()
  })

  it('may be said anew: the last counts', () => {
    const later = decided({ decision: 'settledElsewhere', reason: 'Paid back in cash' })
    expect(told(compared([aLine()]), decided(), later).all[0]?.decided).toMatchObject(later)
  })
})

it('what nobody has to do anything about is never open', () => {
  const orphan = aLine({ kind: 'orphan', cause: 'lostReply', action: 'nothing' })
  expect(told(compared([orphan]))).toMatchObject({ open: [], over: [orphan.key] })
})
