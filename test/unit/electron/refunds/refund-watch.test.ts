import { expect, it } from 'vitest'
import { createRefundWatch } from '../../../../electron/refunds/refund-watch.ts'
import type { Refund } from '../../../../shared/refund/refund.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { abandoned, asked, codeAccepted, fold, intended, seen } from '../../shared/refund/refund-builders.ts'

function aRefund(id: string, ...events: Parameters<typeof fold>[1][]): Refund {
  return fold(intended({ id, externalId: `R-${id}` }), asked({ externalId: `R-${id}` }), ...events)
}

function watching(refunds: Refund[]) {
  const clock = createFakeClock()
  const looks: { readonly id: string; readonly at: number }[] = []
  const start = clock.now()
  let signedIn = true
  const watch = createRefundWatch({
    clock,
    watched: () => refunds,
    canLook: () => signedIn,
    async look(id) {
      looks.push({ id, at: (clock.now() - start) / 1000 })
      return refunds.find((refund) => refund.id === id)
    },
  })
  return {
    watch,
    looks,
    refunds,
    signOut: () => {
      signedIn = false
    },
    /** Second by second: a look under way ends before the next can begin. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        clock.advance(1000)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

it('looks soon and then ever more seldom, and at a refund that waits for its code once a minute', async () => {
  const { watch, looks, pass } = watching([aRefund('a', codeAccepted)])
  watch.resume()
  await pass(120)
  expect(looks.map(({ at }) => at)).toEqual([1, 4, 9, 14, 24, 39, 59, 89])
  const waiting = watching([aRefund('b')])
  waiting.watch.resume()
  await waiting.pass(200)
  expect(waiting.looks.map(({ at }) => at)).toEqual([1, 61, 121, 181])
  const given = watching([aRefund('c', seen({ externalId: 'R-c', status: 'failed' }), abandoned)])
  given.watch.resume()
  await given.pass(200)
  expect(given.looks.map(({ at }) => at)).toEqual([1, 61, 121, 181])
})

it('looks at several one after another, a second apart at least', async () => {
  const { watch, looks, pass } = watching(['a', 'b', 'c'].map((id) => aRefund(id, codeAccepted)))
  watch.resume()
  await pass(4)
  expect(looks).toEqual([
    { id: 'a', at: 1 },
    { id: 'b', at: 2 },
    { id: 'c', at: 3 },
    { id: 'a', at: 4 },
  ])
})

it('begins anew with a new status, forgets what is over, and stops without a sign-in', async () => {
  const { watch, looks, pass, refunds, signOut } = watching([aRefund('a', codeAccepted)])
  watch.resume()
  await pass(40)
  const before = looks.length
  refunds[0] = aRefund('a', codeAccepted, seen({ externalId: 'R-a', status: 'sending' }))
  watch.soon('a')
  await pass(3)
  expect(looks.length).toBe(before + 1)
  signOut()
  await pass(120)
  expect(looks.length).toBe(before + 1)
  refunds.splice(0)
  watch.resume()
  watch.stop()
  await pass(60)
  expect(looks.length).toBe(before + 1)
})
