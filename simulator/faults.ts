import { z } from 'zod'

// What can be made to go wrong with the next calls. A fault waits in a queue until a call matches it, is used up
// `times` times, and then is gone.

export const matchSchema = z.object({
  method: z.enum(['GET', 'POST']).optional(),
  /** A vendor path such as `/payment`, or with a placeholder, `/payment/:id`; left out, any call matches. */
  path: z.string().startsWith('/').optional(),
})

export const failureKinds = [
  '400',
  '401',
  '403',
  '429-html',
  '500',
  '500-estimate',
  '502-html',
  'malformed-json',
  'empty-body',
  'huge-body',
  'html-200',
  'missing-field',
  'wrong-types',
] as const

export const mutations = [
  'other-order-id',
  'other-payment-id',
  'foreign-address',
  'contract-address',
  'burn-address',
  'bad-checksum-address',
  'not-tron-address',
  'wrong-coin',
  'amount-far-off',
  'amount-extra-decimals',
  'amount-zero',
  'numbers-as-strings',
  'strings-as-numbers',
  'unknown-status',
  'names-parent',
] as const

export type FailureKind = (typeof failureKinds)[number]
export type Mutation = (typeof mutations)[number]

const times = z.number().int().min(1).max(10_000).default(1)
const match = matchSchema.default({})

export const faultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fail'), as: z.enum(failureKinds), field: z.string().optional(), times, match }),
  z.object({
    kind: z.literal('delay'),
    ms: z.number().int().min(0),
    when: z.enum(['before', 'after']),
    times,
    match,
  }),
  z.object({ kind: z.literal('cut'), when: z.enum(['before', 'after']), times, match }),
  z.object({ kind: z.literal('tamper'), mutation: z.enum(mutations), times, match }),
])

export type Fault = z.infer<typeof faultSchema>
export type DelayFault = Extract<Fault, { kind: 'delay' }>
export type ReplyFault = Exclude<Fault, { kind: 'delay' }>
type Match = z.infer<typeof matchSchema>

export interface Faults {
  add(fault: Fault): void
  /** The first waiting delay and the first other fault that match this call, each counted down by one. */
  take(method: string, path: string): { delay: DelayFault | null; fault: ReplyFault | null }
  list(): readonly Fault[]
  clear(): void
}

const segments = (path: string): string[] => path.replace(/\/$/, '').split('/')

const isPathMatch = (template: string, path: string): boolean => {
  const wanted = segments(template)
  const given = segments(path)
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  )
}

const isMatch = (match: Match, method: string, path: string): boolean =>
  (match.method === undefined || match.method === method) &&
  (match.path === undefined || isPathMatch(match.path, path))

export const createFaults = (): Faults => {
  let waiting: Fault[] = []

  const use = (fault: Fault) => {
    waiting = waiting.flatMap((other) => {
      if (other !== fault) return [other]
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
    })
  }

  const takeFirst = <F extends Fault>(isWanted: (fault: Fault) => fault is F): F | null => {
    const found = waiting.find(isWanted)
    if (found === undefined) return null
    use(found)
    return found
  }

  return {
    add: (fault) => {
      waiting = [...waiting, fault]
    },
    take: (method, path) => ({
      delay: takeFirst((f): f is DelayFault => f.kind === 'delay' && isMatch(f.match, method, path)),
      fault: takeFirst((f): f is ReplyFault => f.kind !== 'delay' && isMatch(f.match, method, path)),
    }),
    list: () => waiting,
    clear: () => {
      waiting = []
    },
  }
}
