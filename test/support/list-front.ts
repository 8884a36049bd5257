import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// Stands between a till and the gateway's own list: what the account shows is not always what the gateway did.

export type ListedRow = Readonly<Record<string, unknown>>

export type ListFront = {
  readonly url: string
  /** How each row is shown; undefined leaves it out, and counts it no more. */
  show: (row: ListedRow) => ListedRow | undefined
  /** More than it shows. */
  hidden: number
  /** Runs before each page is asked for. */
  beforePage: () => Promise<void>
  /** Runs when a page is written, and before anybody has it. */
  afterPage: () => Promise<void>
  close(): Promise<void>
}

/** `target` is the gateway's base address, without a slash at the end. */
export async function openListFront(target: string): Promise<ListFront> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const path = request.url ?? ''
    const isList = /^\/payment\/\?/.test(path)
    if (isList) await front.beforePage()
    const headers = Object.fromEntries(
      ['content-type', 'x-api-key', 'authorization'].flatMap((name) => {
        const value = request.headers[name]?.toString()
        return value === undefined ? [] : [[name, value]]
      }),
    )
    const body = parts.length > 0 ? Buffer.concat(parts) : null
    const answer = await fetch(target + path, { method: request.method ?? 'GET', headers, body })
    const text = await answer.text()
    if (isList) await front.afterPage()
    response.writeHead(answer.status, { 'content-type': 'application/json', date: date(answer) })
    response.end(isList && answer.ok ? shown(text) : text)
  })

  function shown(text: string): string {
    const page = JSON.parse(text) as { data: ListedRow[]; total: number }
    const data = page.data.flatMap((row) => front.show(row) ?? [])
    const total = page.total - (page.data.length - data.length) + front.hidden
    return JSON.stringify({ ...page, data, total })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const front: ListFront = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (row) => row,
    hidden: 0,
    beforePage: () => Promise.resolve(),
    afterPage: () => Promise.resolve(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return front
}

function date(answer: Response): string {
  return answer.headers.get('date') ?? new Date(0).toUTCString()
}
