// Server-sent events, from bytes as they come (WHATWG HTML, 9.2.6). What a relay may not send is thrown away piece by
// piece: no stream, however wrong, makes this hold more than one event of the stated size.

export type ServerSentEvent = {
  /** `message` when the stream gave no name. */
  readonly event: string
  /** The last id the stream gave, empty before the first. */
  readonly id: string
  readonly data: string
}

export type EventStream = {
  /** The events that these bytes complete, in order. */
  push(bytes: Uint8Array): readonly ServerSentEvent[]
  /** Events thrown away so far because they were too large. */
  oversized(): number
}

/** `limit` is in UTF-16 units, for one line and for the data of one event. */
export function createEventStream(limit: number): EventStream {
  const decoder = new TextDecoder() // leaves a byte order mark at the start out
  let line = ''
  let isLineTooLong = false
  let mayLineFeedFollow = false
  let id = ''
  let event = ''
  let data: string[] = []
  let dataLength = 0
  let isTooLarge = false
  let oversized = 0

  const append = (text: string): void => {
    if (isLineTooLong) return
    if (line.length + text.length <= limit) line += text
    else {
      line = ''
      isLineTooLong = true
    }
  }

  const dispatch = (): ServerSentEvent | undefined => {
    const complete = { event: event || 'message', id, data: data.join('\n') }
    const isWanted = data.length > 0 && !isTooLarge
    if (isTooLarge) oversized += 1
    event = ''
    data = []
    dataLength = 0
    isTooLarge = false
    return isWanted ? complete : undefined
  }

  const takeData = (value: string): void => {
    dataLength += value.length + 1
    if (dataLength > limit) {
      isTooLarge = true
      data = []
    }
    if (!isTooLarge) data.push(value)
  }

  const endLine = (): ServerSentEvent | undefined => {
    const whole = line
    line = ''
    if (isLineTooLong) {
      isLineTooLong = false
      isTooLarge = true
      return undefined
    }
    if (whole === '') return dispatch()
    const [field, value] = fieldOf(whole)
    if (field === 'data') takeData(value)
    else if (field === 'event') event = value
    else if (field === 'id' && !value.includes('\0')) id = value
    return undefined
  }

  return {
    push(bytes) {
      const text = decoder.decode(bytes, { stream: true })
      const complete: ServerSentEvent[] = []
      let from = mayLineFeedFollow && text.startsWith('\n') ? 1 : 0
      if (text !== '') mayLineFeedFollow = false
      for (const end of text.matchAll(/\r\n|\r|\n/g)) {
        if (end.index < from) continue
        append(text.slice(from, end.index))
        const ended = endLine()
        if (ended) complete.push(ended)
        from = end.index + end[0].length
        // A line feed that comes with the next bytes belongs to this end.
        mayLineFeedFollow = end[0] === '\r' && from === text.length
      }
      append(text.slice(from))
      return complete
    },
    oversized: () => oversized,
  }
}

/** A comment (a line that begins with a colon) is a field without a name. */
function fieldOf(line: string): readonly [field: string, value: string] {
  const colon = line.indexOf(':')
  if (colon < 0) return [line, '']
  const value = line.slice(colon + 1)
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value]
}
