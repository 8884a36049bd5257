import type { Page } from '@playwright/test'
import type { HistoryEntry } from '../../../shared/contract/payments.ts'
import { NOW } from '../../support/views.ts'
import { expect } from './fixtures.ts'

export const HASH = '9f2c4b7a1d3e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcd'
export const id = (last: string) => `0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c${last}`

/** One line of a history at NOW, of which a test names only what it is about. */
export function entry(seq: number, change: Partial<HistoryEntry>): HistoryEntry {
  return {
    seq,
    at: NOW,
    kind: 'observed',
    vendorStatus: null,
    received: null,
    detail: null,
    raw: null,
    ...change,
  }
}

/** The clock runs from here on: screens that are loaded when asked for wait by it. */
export async function openDay(page: Page): Promise<void> {
  await page.clock.resume()
  await page.getByRole('button', { name: 'Day', exact: true }).click()
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 21, 2026')
}

export async function openHistory(page: Page, number: string): Promise<void> {
  await openDay(page)
  await page.getByRole('button', { name: number }).click()
  await expect(page.getByRole('heading', { name: `Payment ${number}` })).toBeVisible()
}
