import { connect, type Socket } from 'node:net'

// A gateway's end of a kept-alive connection, one request at a time. Bytes on a socket: a client that costs as much as a
// server would measure itself.

export type Connection = {
  /** Resolves with the status once the answer is there in full. */
  exchange(request: Buffer): Promise<number>
  close(): void
}

export function openConnection(origin: string): Promise<Connection> {
  return new Promise((resolve, reject) => {
    let waiting: { answered(status: number): void; failed(error: Error): void } | undefined
    let text = ''
    const socket: Socket = connect(portOf(origin), '127.0.0.1', () => resolve({ exchange, close }))
    socket.setNoDelay(true)
    const exchange = (request: Buffer) =>
      new Promise<number>((answered, failed) => {
        waiting = { answered, failed }
        socket.write(request)
      })
    const close = () => {
      waiting = undefined
      socket.destroy()
    }
    const fail = (error: Error) => {
      reject(error)
      waiting?.failed(error)
    }
    socket.setEncoding('latin1').on('data', (piece: string) => {
      text += piece
      const length = answerLength(text)
      if (length === undefined || text.length < length) return
      const status = Number(text.slice(9, 12))
      text = text.slice(length)
      waiting?.answered(status)
    })
    socket.on('error', fail)
    socket.on('close', () => fail(new Error(`${origin} hung up`)))
  })
}

/** A request with its body, as bytes. */
export function postOf(path: string, body: string, signature: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
      `x-nowpayments-sig: ${signature}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

export function portOf(origin: string): number {
  return Number(new URL(origin).port)
}

/** Undefined as long as its headers are not there. */
function answerLength(text: string): number | undefined {
  const headers = text.indexOf('\r\n\r\n')
  if (headers < 0) return undefined
  const length = /content-length: (\d+)/i.exec(text)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${text.slice(0, headers)}`)
  return headers + 4 + Number(length)
}
