import { z } from 'zod'
import { request } from './define.ts'
import { PaymentView, ShopThen } from './payments.ts'
import { Report } from './shifts.ts'
import { PeriodSummary } from './summary.ts'
import { TillState } from './till.ts'

const Numbered = { number: z.int().min(1) }

/** What can be put on paper. */
export const PaperSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('x') }),
  z.strictObject({ kind: z.literal('z'), ...Numbered }),
  z.strictObject({ kind: z.literal('shift'), ...Numbered }),
  z.strictObject({ kind: z.literal('receipt'), paymentId: z.uuid() }),
])
export type PaperSubject = Readonly<z.infer<typeof PaperSubject>>

/** `roll`: 80 mm, as long as it has to be. `printer`: whatever the default printer has in it. */
export const Paper = z.enum(['a4', 'roll', 'printer'])
export type Paper = z.infer<typeof Paper>

/** What the page for paper draws. `till`: as the cashier's window has it, since the same parts are drawn. */
export const PaperContent = z.strictObject({
  paper: Paper,
  drawing: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('report'), report: Report }),
    z.strictObject({ kind: z.literal('receipt'), view: PaymentView, shop: ShopThen }),
    z.strictObject({ kind: z.literal('period'), summary: PeriodSummary }),
  ]),
  till: TillState,
})
/** As main makes it: what has a default may be missing. */
export type PaperContent = Readonly<z.input<typeof PaperContent>>
/** As the page is given it. */
export type PaperContentView = Readonly<z.output<typeof PaperContent>>

/** On paper and in PDFs stands what the screen would show to the same person, and nothing else. */
export const paper = {
  /** On the computer's default printer. Errors, beside those of reading it: `printFailed`. */
  print: request(['cashier'], PaperSubject, z.null()),
  /** Where the person says; null when they gave up. Errors, beside those of reading it: `exportFailed`. */
  savePdf: request(['cashier'], PaperSubject, z.strictObject({ file: z.string().nullable() })),
  /** For the page itself. Error: `notNow` when there is nothing to draw. */
  content: request(['paper'], z.undefined(), PaperContent),
  /** It stands there, with its fonts: so high in CSS pixels. */
  drawn: request(['paper'], z.strictObject({ height: z.number().positive() }), z.null()),
}
