import { useEffect } from 'react'
import { entryToMoney } from '../../shared/money/keypad.ts'
import type { Amount } from '../../shared/sale/amount.ts'
import { useCharge, useStores, useTill } from '../stores/app-stores.ts'
import { useBackend } from '../stores/backend-context.ts'
import { askEstimate } from '../stores/charge-store.ts'
import { discountOf } from '../stores/extras.ts'

/** Long enough that a typed price is asked for once, short enough to be there when the finger lifts. */
const PAUSE_MS = 250
/** A rate that stands on the screen is renewed before anyone doubts it. */
const RENEW_MS = 60_000

/** Asks for the estimate of the price that is being typed. */
export function EstimateEvents() {
  const backend = useBackend()
  const { charge } = useStores()
  const entry = useCharge((draft) => draft.entry)
  const currency = useTill((till) => till.settings.currency)
  const style = useTill((till) => till.settings.entryStyle)
  const taxes = useTill((till) => till.settings.taxes)
  // As text, so that what is the same is asked for once.
  const discount = useCharge((draft) => JSON.stringify(discountOf(draft, { currency, style })))
  const gateway = useTill((till) => till.gateway.state)
  // An old rate does not stand while the gateway fails, nor the reason once it is back: each is asked for again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the gateway's state and the taxes are why to ask, not what to ask with.
  useEffect(() => {
    const price = entryToMoney(entry, currency, style)
    if (price.minor === 0) return
    const ask = () => void askEstimate(charge, backend, price, JSON.parse(discount) as Amount | null)
    let renew: ReturnType<typeof setInterval> | undefined
    const pause = setTimeout(() => {
      ask()
      renew = setInterval(ask, RENEW_MS)
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
      clearInterval(renew)
    }
  }, [entry, currency, style, discount, taxes, gateway, charge, backend])
  return null
}
