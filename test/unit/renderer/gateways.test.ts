import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { VENDORS } from '../../../electron/gateways/vendor-registry.ts'
import { nextStepFor } from '../../../renderer/features/connect/next-step.ts'
import { movedIn } from '../../../renderer/features/gateways/order.ts'
import { rateFromText } from '../../../renderer/features/gateways/rate-text.ts'
import { failoverOf, lacksCallbackSecret, nextGateway } from '../../../renderer/lib/gateway-standing.ts'
import arabic from '../../../renderer/locales/ar/gateways.json'
import english from '../../../renderer/locales/en/gateways.json'
import { failingFirst, gatewayViews } from '../../support/gateway-views.ts'

const LOCALES = fileURLToPath(new URL('../../../renderer/locales', import.meta.url))
const CATALOGUES = { en: english, ar: arabic } as const

type Texts = { readonly [key: string]: string | Texts }

function textAt(texts: Texts, ...path: readonly string[]): unknown {
  return path.reduce<Texts | string | undefined>(
    (found, key) => (typeof found === 'object' ? found[key] : undefined),
    texts,
  )
}

describe('the words for a vendor', () => {
  it('are looked for in every language there is', () => {
    const languages = readdirSync(LOCALES, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(languages.map(({ name }) => name).toSorted()).toEqual(Object.keys(CATALOGUES).toSorted())
  })

  it.each(VENDORS.map((vendor) => [vendor.title, vendor] as const))('%s are there', (_title, vendor) => {
    for (const texts of Object.values(CATALOGUES)) {
      expect(textAt(texts, 'about', vendor.id)).toBeTypeOf('string')
      expect(textAt(texts, 'help', vendor.id, 'wrongKey')).toBeTypeOf('string')
      for (const name of vendor.secrets) {
        expect([name, typeof textAt(texts, 'secret', vendor.id, name, 'label')]).toEqual([name, 'string'])
        expect([name, typeof textAt(texts, 'secret', vendor.id, name, 'hint')]).toEqual([name, 'string'])
      }
    }
  })
})

describe('what to do after a failed test', () => {
  const live = (gateway: 'nowpayments' | 'paystablecoin' | 'usdt-payments') =>
    ({ gateway, mode: 'live' }) as const

  it('sends nobody to another vendor’s pages', () => {
    const wrongKey = { code: 'wrongKey', mode: 'live' } as const
    const down = { code: 'gatewayDown', httpStatus: 503 } as const
    expect(nextStepFor(wrongKey, live('nowpayments'))?.link).toBe('dashboardKeys')
    expect(nextStepFor(down, live('nowpayments'))?.link).toBe('gatewayStatus')
    for (const other of ['paystablecoin', 'usdt-payments'] as const) {
      expect(nextStepFor(wrongKey, live(other))).toEqual({
        text: `gateways:help.${other}.wrongKey`,
        link: null,
      })
      expect(nextStepFor(down, live(other))?.link).toBeNull()
    }
  })

  it('explains PayStablecoin’s 50010, and leaves to the error what no vendor has words for', () => {
    expect(nextStepFor({ code: 'apiNotEnabled' }, live('paystablecoin'))).toEqual({
      text: 'gateways:help.paystablecoin.apiNotEnabled',
      link: null,
    })
    expect(english.help.paystablecoin.apiNotEnabled).toContain('50010')
    expect(nextStepFor({ code: 'apiNotEnabled' }, live('usdt-payments'))).toBeNull()
    expect(nextStepFor({ code: 'keychainUnavailable' }, { gateway: null, mode: 'live' })).toMatchObject({
      text: 'settings:connect.whereKeychain',
    })
  })

  it('in the sandbox falls back to the vendor’s words for live', () => {
    const wrongKey = { code: 'wrongKey', mode: 'sandbox' } as const
    const text = (gateway: 'nowpayments' | 'usdt-payments') =>
      nextStepFor(wrongKey, { gateway, mode: 'sandbox' })?.text
    expect(text('nowpayments')).toBe('gateways:help.nowpayments.wrongKeySandbox')
    expect(text('usdt-payments')).toBe('gateways:help.usdt-payments.wrongKey')
  })
})

describe('a typed rate', () => {
  it.each([
    ['0.9184', '0.9184'],
    [' 0,9184 ', '0.9184'],
    ['٠٫٩١٨٤', '0.9184'],
    ['1.085', '1.085'],
    ['25370', '25370'],
    ['0,918', '0.918'],
    ['007.5', '7.5'],
    ['25370,5', '25370.5'],
  ])('%j is %s', (typed, rate) => {
    expect(rateFromText(typed)).toBe(rate)
  })

  it.each(['', '0', '0.000', '25,370', '1,085', '1.234.567', '1,234.5', '-1', '1e3', '1 USDT', '.5', '5.'])(
    '%j is none',
    (typed) => {
      expect(rateFromText(typed)).toBeUndefined()
    },
  )
})

describe('the order', () => {
  const order = ['nowpayments', 'paystablecoin', 'usdt-payments'] as const

  it('changes by one place, and not at its ends', () => {
    expect(movedIn(order, 'usdt-payments', 'up')).toEqual(['nowpayments', 'usdt-payments', 'paystablecoin'])
    expect(movedIn(order, 'nowpayments', 'down')).toEqual(['paystablecoin', 'nowpayments', 'usdt-payments'])
    expect(movedIn(order, 'nowpayments', 'up')).toEqual(order)
    expect(movedIn(order, 'usdt-payments', 'down')).toEqual(order)
  })
})

describe('how the gateways stand', () => {
  const BOTH = {
    nowpayments: { live: { 'api-key': 'K3Y9' } },
    'usdt-payments': { live: { 'api-key': 'K3Y9', 'api-secret': '7Q2z' } },
  }

  it('another takes over only while the first that is set up fails', () => {
    const gateways = gatewayViews('live', BOTH)
    expect(nextGateway({ gateways })?.id).toBe('nowpayments')
    expect(failoverOf({ gateways })).toBeNull()
    const failing = failingFirst(gateways, { code: 'noNetwork' })
    expect(failoverOf({ gateways: failing })).toMatchObject({
      first: { id: 'nowpayments' },
      next: { id: 'usdt-payments' },
      error: { code: 'noNetwork' },
    })
    const alone = gatewayViews('live', { nowpayments: BOTH.nowpayments })
    expect(failoverOf({ gateways: failingFirst(alone, { code: 'noNetwork' }) })).toBeNull()
  })

  it('callbacks cannot be verified while a gateway that is set up lacks what they are signed with', () => {
    expect(lacksCallbackSecret({ gateways: gatewayViews('live', BOTH) }, 'live')).toBe(true)
    const signed = { ...BOTH, nowpayments: { live: { 'api-key': 'K3Y9', 'ipn-secret': '7Q2z' } } }
    expect(lacksCallbackSecret({ gateways: gatewayViews('live', signed) }, 'live')).toBe(false)
    expect(lacksCallbackSecret({ gateways: gatewayViews('live', signed) }, 'sandbox')).toBe(true)
  })
})
