import { z } from 'zod'
import { Money } from '../money/money.ts'
import { BasisPoints } from '../sale/details.ts'

/** One percentage that the customer is offered, with what it comes to. */
export const TipOffer = z.strictObject({ basisPoints: BasisPoints, tip: Money, total: Money })
export type TipOffer = Readonly<z.infer<typeof TipOffer>>

/** What the customer is being asked before anything is charged. `attempt` is the press of the key that waits for it. */
export const TipQuestion = z.strictObject({
  attempt: z.uuid(),
  /** What is paid for the goods, taxes included. */
  goods: Money,
  offers: z.array(TipOffer),
})
export type TipQuestion = Readonly<z.infer<typeof TipQuestion>>

/** One of the offers, or none: 0. */
export const TipAnswer = z.strictObject({ attempt: z.uuid(), basisPoints: BasisPoints })
export type TipAnswer = Readonly<z.infer<typeof TipAnswer>>
