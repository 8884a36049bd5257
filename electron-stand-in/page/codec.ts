// Structured clone as JSON text. These functions are also sent into pages as source text (see sources.ts):
// they may use each other and what every JavaScript has, and nothing else.

/** Values that JSON has no word for are tagged arrays; objects are references into a table, so cycles work. */
type Coded = string | boolean | null | number | [tag: string, value?: string | number]
type Node = [kind: string, ...parts: unknown[]]

/** Says how a value that cannot be cloned (a function, a promise) crosses after all; undefined: it does not. */
export type Substitute = (value: object) => [tag: string, id: number] | undefined
export type Restore = (tag: string, id: number) => unknown

export function encode(value: unknown, substitute?: Substitute): string {
  const nodes: Node[] = []
  const seen = new Map<object, number>()
  const put = (part: unknown): Coded => {
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part
    if (part === undefined) return ['u']
    if (typeof part === 'bigint') return ['i', String(part)]
    if (typeof part === 'number') return encodeNumber(part)
    if (typeof part === 'symbol') throw notCloneable()
    const substituted = substitute?.(part)
    if (substituted) return substituted
    const known = seen.get(part)
    if (known !== undefined) return ['r', known]
    const index = nodes.length
    seen.set(part, index)
    nodes.push(['?'])
    nodes[index] = encodeObject(part, put)
    return ['r', index]
  }
  const root = put(value)
  return JSON.stringify([root, nodes])
}

export function decode(text: string, restore?: Restore): unknown {
  const [root, nodes] = JSON.parse(text) as [Coded, Node[]]
  const made = new Map<number, object>()
  const get = (coded: Coded): unknown => {
    if (!Array.isArray(coded)) return coded
    const [tag, value] = coded
    if (tag === 'u') return undefined
    if (tag === 'i') return BigInt(value as string)
    if (tag === 'n') return value === '-0' ? -0 : Number(value)
    if (tag !== 'r') return restore?.(tag, value as number)
    const index = value as number
    const known = made.get(index)
    if (known) return known
    const [object, fill] = decodeObject(nodes[index] as Node, get)
    made.set(index, object)
    fill()
    return object
  }
  return get(root)
}

export function encodeNumber(value: number): Coded {
  if (Object.is(value, -0)) return ['n', '-0']
  return Number.isFinite(value) ? value : ['n', String(value)]
}

export function notCloneable(): Error {
  return new Error('An object could not be cloned.')
}

export function encodeObject(value: object, put: (part: unknown) => Coded): Node {
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  if (Array.isArray(value)) return ['Array', Array.from(value, put)]
  if (ArrayBuffer.isView(value)) return ['View', kind, bytesToText(value)]
  if (kind === 'ArrayBuffer') return ['View', kind, bytesToText(new Uint8Array(value as ArrayBuffer))]
  if (kind === 'Date') return ['Date', put((value as Date).getTime())]
  if (kind === 'RegExp') return ['RegExp', (value as RegExp).source, (value as RegExp).flags]
  if (kind === 'Map') return ['Map', Array.from(value as Map<unknown, unknown>, ([k, v]) => [put(k), put(v)])]
  if (kind === 'Set') return ['Set', Array.from(value as Set<unknown>, put)]
  if (kind === 'Error') return encodeError(value as Error)
  if (
    typeof value === 'function' ||
    ['Promise', 'WeakMap', 'WeakSet', 'WeakRef', 'Generator'].includes(kind)
  ) {
    throw notCloneable()
  }
  return ['Object', Object.entries(value).map(([key, part]) => [key, put(part)])]
}

export function encodeError({ name, message, stack }: Error): Node {
  return ['Error', String(name), String(message), String(stack ?? '')]
}

export function bytesToText(view: ArrayBufferView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  let text = ''
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return btoa(text)
}

export function textToBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** The empty object, and what fills it once it is known to those who refer to it. */
export function decodeObject(
  [kind, ...parts]: Node,
  get: (coded: Coded) => unknown,
): [object: object, fill: () => void] {
  const items = parts[0] as Coded[]
  const pairs = parts[0] as [Coded, Coded][]
  const done = () => undefined
  switch (kind) {
    case 'Array': {
      const array: unknown[] = []
      return [array, () => void array.push(...items.map(get))]
    }
    case 'Map': {
      const map = new Map()
      const fill = () => {
        for (const [key, value] of pairs) map.set(get(key), get(value))
      }
      return [map, fill]
    }
    case 'Set': {
      const set = new Set()
      const fill = () => {
        for (const item of items) set.add(get(item))
      }
      return [set, fill]
    }
    case 'Object': {
      const object = {}
      const fill = () => {
        for (const [key, value] of pairs) defineField(object, key as string, get(value))
      }
      return [object, fill]
    }
    case 'Date':
      return [new Date(get(parts[0] as Coded) as number), done]
    case 'RegExp':
      return [new RegExp(parts[0] as string, parts[1] as string), done]
    case 'Error':
      return [decodeError(parts as string[]), done]
    default:
      return [decodeView(parts[0] as string, textToBytes(parts[1] as string)), done]
  }
}

export function defineField(object: object, key: string, value: unknown): void {
  // Not an assignment: the key "__proto__" is a field like any other.
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

export function decodeError([name, message, stack]: string[]): Error {
  const error = new Error(message)
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true })
  if (name !== 'Error')
    Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true })
  return error
}

export function decodeView(kind: string, bytes: Uint8Array<ArrayBuffer>): object {
  if (kind === 'ArrayBuffer') return bytes.buffer
  type ViewConstructor = new (buffer: ArrayBuffer) => object
  const View = (globalThis as unknown as Record<string, ViewConstructor>)[kind]
  return View ? new View(bytes.buffer) : bytes
}
