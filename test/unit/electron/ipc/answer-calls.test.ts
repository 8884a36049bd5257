import type { WebContents } from 'electron'
import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createAnswerCall } from '../../../../electron/ipc/answer-calls.ts'
import { type AnswerCall, createFrontDoor } from '../../../../electron/ipc/front-door.ts'
import { createPublish } from '../../../../electron/ipc/publish.ts'
import { createTrustedSenders } from '../../../../electron/ipc/trusted-senders.ts'
import { REQUEST_CHANNELS } from '../../../../shared/contract/channels.ts'
import { push, request } from '../../../../shared/contract/define.ts'
import { type Caller, NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'

const contract = {
  sale: {
    price: request(['cashier'], z.strictObject({ minor: z.int() }), z.strictObject({ minor: z.int() })),
    explode: request(['cashier'], z.undefined(), z.null()),
    told: push(['customer'], z.strictObject({ kind: z.literal('idle') })),
  },
}

/** Whom the gate lets in; it has tests of its own. */
let admitted: Result<Caller>
const gate = { admit: async () => admitted }

let answerCall: AnswerCall
const logged: string[] = []
const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) })

function fakeContents(url: string) {
  const sent: unknown[][] = []
  const mainFrame = {}
  const contents = {
    mainFrame,
    getURL: () => url,
    once: () => undefined,
    isDestroyed: () => false,
    send: (...message: unknown[]) => sent.push(message),
  }
  return { contents: contents as unknown as WebContents, mainFrame, sent }
}

const cashier = fakeContents('page:cashier')
const customer = fakeContents('page:customer')
const stranger = fakeContents('page:cashier')
const senders = createTrustedSenders((url, role) => url === `page:${role}`)

beforeEach(() => {
  logged.length = 0
  admitted = ok(NO_PEOPLE)
  senders.trust(cashier.contents, 'cashier')
  senders.trust(customer.contents, 'customer')
  answerCall = createAnswerCall(
    contract,
    {
      sale: {
        price: ({ minor }) => ok({ minor: minor + 1 }),
        explode: () => {
          throw new Error('the secret reason')
        },
      },
    },
    { senders, gate, log },
  )
})

function call(channel: string, from: typeof cashier, input: unknown, frame: unknown = from.mainFrame) {
  return answerCall(channel, { sender: from.contents, senderFrame: frame as WebContents['mainFrame'] }, input)
}

describe('every call is checked once', () => {
  it('runs for a trusted top frame whose input fits', async () => {
    expect(await call('sale.price', cashier, { minor: 4 })).toEqual({ ok: true, value: { minor: 5 } })
  })

  it.each([
    ['a window we did not open', stranger, undefined],
    ['a window whose role may not', customer, undefined],
    ['a frame inside our page', cashier, {}],
  ])('refuses %s', async (_name, from, frame) => {
    expect(await call('sale.price', from, { minor: 4 }, frame ?? from.mainFrame)).toEqual({
      ok: false,
      error: { code: 'notAllowed' },
    })
  })

  it('refuses our own window once it shows another page', async () => {
    const moved = fakeContents('https://evil.example')
    senders.trust(moved.contents, 'cashier')
    expect(await call('sale.price', moved, { minor: 4 })).toEqual({
      ok: false,
      error: { code: 'notAllowed' },
    })
  })

  it.each([{}, { minor: 1.5 }, { minor: '4' }, { minor: 4, extra: 1 }, null, 'x', undefined])(
    'refuses the input %j by field',
    async (input) => {
      expect(await call('sale.price', cashier, input)).toMatchObject({
        ok: false,
        error: { code: 'invalidInput' },
      })
    },
  )

  it('asks who makes it once everything else fits, and goes no further where they may not', async () => {
    admitted = err({ code: 'signInFirst' })
    expect(await call('sale.price', cashier, { minor: 4 })).toEqual(err({ code: 'signInFirst' }))
    expect(await call('sale.explode', cashier, undefined)).toEqual(err({ code: 'signInFirst' }))
    expect(await call('sale.price', cashier, {})).toMatchObject({ error: { code: 'invalidInput' } })
  })

  it('refuses a name the contract does not have', async () => {
    expect(await call('sale.constructor', cashier, {})).toEqual({ ok: false, error: { code: 'notAllowed' } })
  })

  it('turns a surprise into a reference and keeps the reason in the log', async () => {
    const answer = await call('sale.explode', cashier, undefined)
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
    const { reference } = (answer as { error: { reference: string } }).error
    expect(logged.some((line) => line.includes(reference) && line.includes('the secret reason'))).toBe(true)
  })
})

it('pushes only to the windows the contract names, and nothing that does not fit', () => {
  const publish = createPublish(contract, senders)
  publish.sale.told({ kind: 'idle' })
  expect(customer.sent).toEqual([['sale.told', { kind: 'idle' }]])
  expect(cashier.sent).toEqual([])
  expect(() => publish.sale.told({ kind: 'idle', total: 5 } as { kind: 'idle' })).toThrow()
})

it('lets no call wait in vain: what comes before the services is answered by them', async () => {
  const bound = new Map<string, (event: unknown, input: unknown) => Promise<unknown>>()
  const answerWith = createFrontDoor({
    handle: (channel, listener) => void bound.set(channel, listener as never),
  })
  expect([...bound.keys()]).toEqual([...REQUEST_CHANNELS])
  const early = bound.get('till.state')?.({}, 'early')
  answerWith(async (channel, _event, input) => ok(`${channel} ${input}`))
  expect(await early).toEqual(ok('till.state early'))
  expect(await bound.get('till.state')?.({}, 'late')).toEqual(ok('till.state late'))
})
