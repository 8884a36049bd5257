import { z } from 'zod'

/** A till among the tills of a shop. The id tells two apart that were given one number. */
export const TillRef = z.strictObject({
  id: z.uuid(),
  number: z.int().min(1).max(99),
  name: z.string().min(1).max(60),
})
export type TillRef = Readonly<z.infer<typeof TillRef>>
