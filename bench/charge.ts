// From the Enter key to a QR code painted in both windows, without the time in which the gateway is asked.
//
// The gateway's time is measured in the same run: Node itself says when each of the till's requests is sent and when its
// reply has ended; the moments between the key and the paint in which such a request is under way are taken off. Looks
// at a payment that is already shown are not counted: they keep nobody waiting. What remains is the till's own: the
// windows, the messages between them, the checks, and the journal, which is written and synced three times on the way.
//
// A code is painted when the frame that has it in its document has been handed on: an animation frame after it is
// there, and the task after that. All clocks are turned into milliseconds since the epoch, on one machine.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchTill, seedSettings, type TillApp } from '../test/support/app-driver.ts'
import { customerShows, typePrice } from '../test/support/till-hands.ts'
import { covered, type Figure, figure, percentile, type Span } from './figures.ts'

const charges = 50
const warmUps = 5

type Measured = {
  readonly own: number
  readonly gateway: number
  /** From the last reply to the message that shows the payment: checks and the journal. */
  readonly toMessage: number
  /** From that message to the slower window's paint. */
  readonly toPaint: number
}

export async function benchCharge(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-bench-'))
  seedSettings(folder)
  const till = await launchTill(folder)
  const measured: Measured[] = []
  try {
    await recordMain(till.app)
    for (const page of [till.cashier, till.customer]) await recordPaints(page)
    for (let count = 0; count < warmUps + charges; count++) measured.push(await chargeOnce(till, count))
  } finally {
    await till.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  const counted = measured.slice(warmUps)
  const of = (part: keyof Measured, share: number) =>
    percentile(
      counted.map((one) => one[part]),
      share,
    )
  return [
    figure('charge.p95', of('own', 0.95), 'ms', 120),
    figure('charge.p50', of('own', 0.5), 'ms'),
    figure('charge.reply-to-message.p50', of('toMessage', 0.5), 'ms'),
    figure('charge.message-to-paint.p50', of('toPaint', 0.5), 'ms'),
    figure('charge.message-to-paint.p95', of('toPaint', 0.95), 'ms'),
    figure('charge.gateway.p50', of('gateway', 0.5), 'ms'),
  ]
}

async function chargeOnce({ app, cashier, customer }: TillApp, count: number): Promise<Measured> {
  await app.evaluate(() => globalThis.requests.splice(0))
  await typePrice(cashier, `${10 + count}.50`)
  const paints = Promise.all([nextPaint(cashier), nextPaint(customer)])
  await cashier.keyboard.press('Enter')
  const painted = Math.max(...(await paints))
  const pressed = await cashier.evaluate(() => window.enterAt)
  const { requests, shownAt } = await app.evaluate(() => ({
    requests: globalThis.requests,
    shownAt: globalThis.shownAt,
  }))
  const spans = requests.filter(({ end }) => end > pressed)
  await cashier.keyboard.press('Escape') // cancels
  await cashier.getByText('Cancelled', { exact: true }).first().waitFor()
  await cashier.keyboard.press('Escape') // leaves the cancelled one
  await customerShows(customer, 'idle').waitFor()
  const gateway = covered(spans, pressed, painted)
  return {
    own: painted - pressed - gateway,
    gateway,
    toMessage: shownAt - Math.max(...spans.map(({ end }) => end)),
    toPaint: painted - shownAt,
  }
}

declare global {
  // Inside main, where Playwright runs a function's text.
  var requests: Span[]
  var shownAt: number
  interface Window {
    enterAt: number
    nextPaint: Promise<number>
  }
}

async function recordMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const { subscribe } = process.getBuiltinModule('node:diagnostics_channel')
    const now = () => performance.timeOrigin + performance.now()
    const started = new WeakMap<object, number>()
    globalThis.requests = []
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents)
      webContents.send = (channel, ...payload: { kind?: string }[]) => {
        if (channel === 'customer.changed' && payload[0]?.kind === 'due') globalThis.shownAt = now()
        send(channel, ...payload)
      }
    }
    subscribe('http.client.request.start', (message) => {
      const { request } = message as { request: { method: string; path: string } }
      const isLook = request.method === 'GET' && /\/payment\//.test(request.path)
      if (!isLook) started.set(request, now())
    })
    subscribe('http.client.response.finish', (message) => {
      type Reply = { once: (event: 'end', done: () => void) => void }
      const { request, response } = message as { request: object; response: Reply }
      const start = started.get(request)
      if (start !== undefined) response.once('end', () => globalThis.requests.push({ start, end: now() }))
    })
  })
}

async function recordPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (key === 'Enter') window.enterAt = performance.timeOrigin + timeStamp
      },
      { capture: true },
    )
  })
}

/** When the next QR code is painted. Call it while there is none. */
async function nextPaint(page: Page): Promise<number> {
  await page.evaluate(() => {
    window.nextPaint = new Promise((done) => {
      const look = () => {
        if (!document.querySelector('svg[role="img"][viewBox] path[fill="#000000"]')) {
          requestAnimationFrame(look)
          return
        }
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.timeOrigin + performance.now())
        requestAnimationFrame(() => port2.postMessage(null))
      }
      requestAnimationFrame(look)
    })
  })
  return page.evaluate(() => window.nextPaint)
}
