// Bodies that no merchant would send.

const deep = (open: string, close: string): string => `${open.repeat(5000)}${close.repeat(5000)}`

/** Texts that are no JSON, or not the JSON of an order. */
export const hostileTexts = (): readonly string[] => [
  ' ',
  '{',
  '}',
  'null',
  'true',
  '0',
  '""',
  '[]',
  '{}',
  '[{}]',
  '{"',
  '{"a":}',
  "{'order_id':'a'}",
  '\u0000',
  '\ufeff{}',
  'order_id=1&amount=5',
  '<xml/>',
  'NaN',
  deep('[', ']'),
  deep('{"a":', '}').replace('}', '1}'),
  `{${'"a":1,'.repeat(2000)}"b":2}`,
  '{"__proto__":{"order_id":"x","amount":"5"}}',
  '{"constructor":{"prototype":{}},"toString":1}',
]

const hostileValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  -0,
  1e-7,
  1e30,
  '',
  ' ',
  '0',
  '-0',
  '1e5',
  '0x10',
  '١٢',
  '1,5',
  '1.2.3',
  'Infinity',
  '9'.repeat(400),
  `0.${'0'.repeat(400)}1`,
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "'; DROP TABLE payments; --",
  '<script>alert(1)</script>',
  '😀'.repeat(100),
  [],
  [1],
  {},
  { value: {} },
  { toString: 'x' },
]

/** Each field of a good order, nested ones too, replaced by each hostile value, and left out. */
export const withHostileValues = (good: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(good).flatMap((key) => {
    const inner = good[key]
    const nested = typeof inner === 'object' && inner !== null ? withHostileValues(inner as typeof good) : []
    return [
      ...hostileValues.map((value) => JSON.stringify({ ...good, [key]: value })),
      JSON.stringify({ ...good, [key]: undefined }),
      ...nested.map((text) => JSON.stringify({ ...good, [key]: JSON.parse(text) })),
    ]
  })
