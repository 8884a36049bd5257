import { expect, it } from 'vitest'
import { z } from 'zod'
import { opensByReceipt, subjectsOf } from '../../../../electron/people/whose-call.ts'
import type { RequestChannel } from '../../../../shared/contract/channels.ts'
import { contract } from '../../../../shared/contract/contract.ts'
import type { ContractShape } from '../../../../shared/contract/define.ts'

/** What a call names a payment or a refund by; `attempt` becomes its id, or asks for it again. */
const NAMES = ['id', 'paymentId', 'attempt']
/** Groups whose ids are of something else: people, conversions; a Z's attempt is no payment, nor is an asked tip's. */
const OTHERS = [/^people\./, /^account\./, /^shifts\.closeDay$/, /^payments\.answerTip$/, /^customer\./]

/** Every object that an input may be, of a union each. */
function objectsOf(schema: z.core.$ZodType): readonly z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema]
  return schema instanceof z.ZodUnion ? schema.options.flatMap(objectsOf) : []
}

const naming = Object.entries(contract as ContractShape).flatMap(([group, calls]) =>
  Object.entries(calls).flatMap(([call, spec]) => {
    const channel = `${group}.${call}` as RequestChannel
    if (spec.kind !== 'request' || OTHERS.some((other) => other.test(channel))) return []
    return objectsOf(spec.input)
      .map(({ shape }) => NAMES.filter((name) => name in shape))
      .filter((names) => names.length > 0)
      .map((names) => ({ channel, names }))
  }),
)

it.each(naming)('$channel is about the payment that it names by $names', ({ channel, names }) => {
  const kind = channel.startsWith('paper.') ? 'receipt' : undefined
  const ids = names.map((name) => [name, crypto.randomUUID()] as const)
  const { payments, refunds } = subjectsOf(channel, { ...Object.fromEntries(ids), kind })
  expect([...payments, ...refunds].toSorted()).toEqual(ids.map(([, id]) => id).toSorted())
})

it('finds those that there are', () => {
  expect(naming.length).toBeGreaterThan(18)
})

it('puts nothing on the counter that a receipt alone has opened, and charges nothing for it', () => {
  const opened = [...new Set(naming.map(({ channel }) => channel))].filter(opensByReceipt)
  const counter =
    /^(payments\.(start|cancel|retry|topUp|decide|park|open|bringBack|openPage|dismiss)|practice\.pay)$/
  expect(opened.filter((channel) => counter.test(channel))).toEqual([])
  // The code that sends money is the owner's, who sees everything.
  expect(opened).not.toContain('refunds.confirm')
  expect(opened.toSorted()).toEqual([
    ...['paper.print', 'paper.savePdf', 'payments.check', 'payments.history'],
    ...[
      'refunds.abandon',
      'refunds.begin',
      'refunds.dealWith',
      'refunds.look',
      'refunds.of',
      'refunds.record',
    ],
  ])
})
