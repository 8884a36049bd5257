// From the gateway's sending a callback to "seen" painted in both windows: simulator, relay as a process of its own, built
// till, real browser. The same deposits without a relay, where the till finds out by asking, are the baseline.
//
// The gateway notes when it sends; a window's paint is an animation frame after the new screen is in its document, and
// the task after that. All clocks are turned into milliseconds since the epoch, on one machine.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchTill, seedSettings, type TillApp } from '../test/support/app-driver.ts'
import {
  chargeOnce,
  moveTime,
  openShopWithRelay,
  relayIs,
  type ShopWithRelay,
} from '../test/support/shop-with-relay.ts'
import { customerShows, told } from '../test/support/till-hands.ts'
import { type Figure, figure, percentile } from './figures.ts'

const warmUps = 5
const byCallback = 40
const byAsking = 10

/** A customer takes out a telephone and scans; and the till's requests, one a second, do not wait for each other. */
const TO_PAY_MS = 5_000

export async function benchSeen(): Promise<Figure[]> {
  const shop = await openShopWithRelay()
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-bench-'))
  seedSettings(folder, shop.settings)
  const till = await launchTill(folder, shop.launch)
  try {
    await relayIs(till.cashier, 'open')
    const called = await waits(shop, till, warmUps + byCallback)
    await told(till.cashier, 'relay.forget', { mode: 'live' })
    const asked = await waits(shop, till, byAsking)
    return figuresOf(called.slice(warmUps), asked)
  } finally {
    await till.close()
    await shop.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

function figuresOf(called: readonly number[], asked: readonly number[]): Figure[] {
  const [half, most] = [percentile(called, 0.5), percentile(called, 0.95)]
  return [
    figure('seen.callback-to-paint.p95', most, 'ms', 150),
    figure('seen.callback-to-paint.p50', half, 'ms'),
    figure('seen.without-relay.p50', percentile(asked, 0.5), 'ms'),
    figure('seen.without-relay.p95', percentile(asked, 0.95), 'ms'),
    figure('seen.without-relay-to-with.p50', percentile(asked, 0.5) / half, 'ratio'),
  ]
}

async function waits(shop: ShopWithRelay, till: TillApp, count: number): Promise<number[]> {
  const measured: number[] = []
  for (let sale = 0; sale < count; sale += 1) measured.push(await seenAfter(shop, till, sale))
  return measured
}

/** Milliseconds from the deposit's callback (or, without a relay, from the deposit) to the slower window's paint. */
async function seenAfter({ gateway }: ShopWithRelay, till: TillApp, sale: number): Promise<number> {
  const { cashier, customer } = till
  const paymentId = await chargeOnce(cashier, customer, `${10 + sale}.50`)
  await moveTime(till, TO_PAY_MS)
  for (const page of [cashier, customer]) await watchForSeen(page)
  const deposited = Date.now()
  await gateway.pay({ paymentId, kind: 'exact' })
  const painted = await Promise.all([cashier, customer].map((page) => page.evaluate(() => window.seenAt)))
  const { callbacks } = await gateway.callbacks({})
  const sent = callbacks.find((one) => one.paymentId === paymentId && one.status === 'confirming')
  await gateway.finish({ paymentId })
  await moveTime(till, TO_PAY_MS)
  await customerShows(customer, 'paid').waitFor()
  await cashier.keyboard.press('Escape')
  await customerShows(customer, 'idle').waitFor()
  return Math.max(...painted) - (sent?.at ?? deposited)
}

declare global {
  interface Window {
    seenAt: Promise<number>
  }
}

/** Call it while the code is up: it goes when the deposit is seen, in both windows. */
async function watchForSeen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const isCodeUp = () => document.querySelector('svg[role="img"][viewBox] path[fill="#000000"]') !== null
    window.seenAt = new Promise((done) => {
      const painted = () => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.timeOrigin + performance.now())
        requestAnimationFrame(() => port2.postMessage(null))
      }
      const look = () => (isCodeUp() ? requestAnimationFrame(look) : painted())
      requestAnimationFrame(look)
    })
  })
}
