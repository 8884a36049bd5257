import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../../shared/app-error.ts'
import { PUSH_CHANNELS, REQUEST_CHANNELS } from '../../../../shared/contract/channels.ts'
import { channelsOf, contract } from '../../../../shared/contract/contract.ts'
import { CustomerView } from '../../../../shared/contract/customer.ts'
import { type ContractShape, channelOf } from '../../../../shared/contract/define.ts'
import { looseObjectsIn } from '../../../support/schema-walk.ts'

type Named = { readonly name: string; readonly schema: z.ZodType }

const calls = Object.entries(contract as ContractShape).flatMap(([group, specs]) =>
  Object.entries(specs).map(([call, spec]) => ({ group, spec, name: channelOf(group, call) })),
)
const outbound: Named[] = calls.map(({ name, spec }) => ({
  name,
  schema: spec.kind === 'request' ? spec.output : spec.payload,
}))
const inbound: Named[] = calls.flatMap(({ name, spec }) =>
  spec.kind === 'request' ? [{ name, schema: spec.input }] : [],
)

describe('channels', () => {
  test('the preload’s request list is the contract’s', () => {
    expect([...REQUEST_CHANNELS].toSorted()).toEqual([...channelsOf('request')].toSorted())
  })

  test('the preload’s push list is the contract’s', () => {
    expect([...PUSH_CHANNELS].toSorted()).toEqual([...channelsOf('push')].toSorted())
  })

  test('no name is used twice', () => {
    const names = calls.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('who may call what', () => {
  test('the customer’s window calls and receives the customer group and nothing else', () => {
    const reach = calls.filter(({ spec }) =>
      (spec.kind === 'request' ? spec.from : spec.to).includes('customer'),
    )
    expect(reach.map(({ name }) => name)).toEqual(['customer.view', 'customer.changed', 'customer.tip'])
  })

  test('nothing of the customer group goes to the cashier’s window', () => {
    for (const { spec } of calls.filter(({ group }) => group === 'customer')) {
      expect(spec.kind === 'request' ? spec.from : spec.to).toEqual(['customer'])
    }
  })
})

describe('closed records', () => {
  test.each(outbound)('$name lets no extra field out', ({ schema }) => {
    expect(looseObjectsIn(schema)).toEqual([])
  })

  test.each(inbound)('$name takes no extra field in', ({ schema }) => {
    expect(looseObjectsIn(schema)).toEqual([])
  })

  test('every error is closed too', () => {
    expect(looseObjectsIn(AppError)).toEqual([])
  })

  test('the walk finds an open object, however deep', () => {
    const open = z.object({ a: z.string() })
    const deep = z.strictObject({ list: z.array(z.union([z.null(), open.nullable()])) })
    expect(looseObjectsIn(deep)).toEqual(['list[]|1?'])
  })
})

const SHOWN = {
  revision: 1,
  mode: 'live',
  shopName: 'Shop',
  language: 'en',
  theme: 'dark',
} as const
const SALE = { price: { minor: 1825, currency: 'EUR' }, number: 118 } as const

describe('the sanitised record', () => {
  const views: CustomerView[] = [
    { ...SHOWN, kind: 'idle' },
    {
      ...SHOWN,
      ...SALE,
      kind: 'due',
      asked: '19.874210',
      network: 'TRON Network',
      isExact: false,
      address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
      qr: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
      expiresAt: '2026-11-21T14:20:00.000Z',
      isRest: false,
      leftMs: 1_200_000,
    },
    { ...SHOWN, ...SALE, kind: 'seen', by: 'gateway' },
    { ...SHOWN, ...SALE, kind: 'paid' },
    { ...SHOWN, ...SALE, kind: 'short', missing: '1.000000' },
    { ...SHOWN, ...SALE, kind: 'expired' },
    { ...SHOWN, ...SALE, kind: 'trouble' },
  ]

  test.each(views)('$kind passes as it is', (view) => {
    expect(CustomerView.parse(view)).toEqual(view)
  })

  test.each(views)('$kind with any staff-side field is refused', (view) => {
    const secrets = { reference: 'A7', today: {}, apiKey: 'k', orderId: 'x', tillName: 'Till 1', remarks: [] }
    for (const [field, value] of Object.entries(secrets)) {
      expect(CustomerView.safeParse({ ...view, [field]: value }).success).toBe(false)
    }
    if ('price' in view) {
      const priced = { ...view, price: { ...view.price, cost: 1 } }
      expect(CustomerView.safeParse(priced).success).toBe(false)
    }
  })

  test.each(views.filter((view) => view.kind !== 'due'))('$kind carries no address and no QR', (view) => {
    expect(CustomerView.safeParse({ ...view, qr: 'T' }).success).toBe(false)
    expect(CustomerView.safeParse({ ...view, address: 'T' }).success).toBe(false)
  })
})
