import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventStream, type ServerSentEvent } from '../../../../electron/relay/event-stream.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string, limit = 1_000) => createEventStream(limit).push(bytesOf(text))

describe('an event stream', () => {
  it('is read as the standard says', () => {
    expect(read(': here\n\nid: 7\nevent: delivery\ndata: {"a":\ndata:1}\nretry: 9\nother\n\n')).toEqual([
      { event: 'delivery', id: '7', data: '{"a":\n1}' },
    ])
    expect(read('data\n\ndata:  x\r\rid: 1\0\ndata: y\r\n\r\n')).toEqual([
      { event: 'message', id: '', data: '' },
      { event: 'message', id: '', data: ' x' },
      { event: 'message', id: '', data: 'y' },
    ])
    expect(read('\ufeffid: 3\ndata: a\n\ndata: b\n\n')).toEqual([
      { event: 'message', id: '3', data: 'a' },
      { event: 'message', id: '3', data: 'b' },
    ])
  })

  it('an event is none before its empty line, and none without data', () => {
    expect(read('data: half\n')).toEqual([])
    expect(read('event: delivery\nid: 4\n\n')).toEqual([])
  })

  it('drops what is too large, says so, and reads on', () => {
    const stream = createEventStream(20)
    const long = 'x'.repeat(30)
    expect(stream.push(bytesOf(`data: ${long}`))).toEqual([])
    expect(stream.push(bytesOf(`${long}\n\n`))).toEqual([])
    expect(stream.push(bytesOf('data: 123456789\ndata: 123456789\ndata: 1\n\n'))).toEqual([])
    expect(stream.oversized()).toBe(2)
    expect(stream.push(bytesOf(`: ${long}\ndata: beside it\n\n`))).toEqual([])
    expect(stream.oversized()).toBe(3)
    expect(stream.push(bytesOf('data: 12345678901234\n\n'))).toHaveLength(1)
    expect(stream.oversized()).toBe(3)
  })

  const Line = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n]/.test(text))
  const Sent = fc.record({
    event: Line,
    id: Line.filter((text) => !text.includes('\0')),
    data: fc.array(Line, { minLength: 1, maxLength: 3 }),
  })
  const LineEnd = fc.constantFrom('\n', '\r', '\r\n')

  it('says the same however the bytes are cut', () => {
    const property = fc.property(
      fc.array(Sent, { maxLength: 5 }),
      LineEnd,
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      (sent, end, sizes) => {
        const lines = sent.flatMap(({ event, id, data }) => [
          ': here',
          `id: ${id}`,
          `event: ${event}`,
          ...data.map((line) => `data: ${line}`),
          '',
        ])
        const bytes = bytesOf(lines.map((line) => line + end).join(''))
        const stream = createEventStream(1_000)
        const got: ServerSentEvent[] = []
        for (let from = 0; from < bytes.length; ) {
          const to = from + (sizes.next().value ?? 1)
          got.push(...stream.push(bytes.subarray(from, to)))
          from = to
        }
        expect(got).toEqual(
          sent.map(({ event, id, data }) => ({ event: event || 'message', id, data: data.join('\n') })),
        )
      },
    )
    fc.assert(property)
  })

  it('nothing that comes makes it throw', () => {
    const property = fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      const stream = createEventStream(20)
      for (const chunk of chunks) {
        for (const { data } of stream.push(chunk)) expect(data.length).toBeLessThanOrEqual(20)
      }
    })
    fc.assert(property)
  })
})
