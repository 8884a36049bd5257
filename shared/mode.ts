import { z } from 'zod'

/**
 * Which gateway environment the till talks to. Stored in settings and in file names.
 * `practice`: the built-in practice gateway · `sandbox`: the vendor's test environment · `live`: real money.
 */
export const Mode = z.enum(['practice', 'sandbox', 'live'])
export type Mode = z.infer<typeof Mode>
