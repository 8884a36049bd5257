import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** The files under a folder that hold a secret in any form a program would write it in. */
export function filesHolding(folder: string, secret: string): string[] {
  const forms = formsOf(secret)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = bytesOf(file)
      return forms.some((form) => bytes.includes(form))
    })
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    // A running browser replaces its files: this one has got its final name in the meantime.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

/** All files under a folder, so that a search can prove what it looked at. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret)
  // base64 of a text inside another depends on where it begins: three shifts, without their uncertain ends.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, -4),
  )
  const texts = [secret, bytes.toString('hex'), encodeURIComponent(secret), ...shifted]
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')]
}

/** Command lines and environments of a process and all it started. Linux only. */
export function processTexts(rootId: number): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map(ids.map((id) => [Number(id), parentOf(id)]))
  const isOurs = (id: number | undefined): boolean =>
    id !== undefined && (id === rootId || isOurs(parents.get(id)))
  return ids
    .filter((id) => isOurs(Number(id)))
    .flatMap((id) => [readProc(id, 'cmdline'), readProc(id, 'environ')])
}

function parentOf(id: string): number | undefined {
  const parent = /^PPid:\s*(\d+)/m.exec(readProc(id, 'status'))?.[1]
  return parent === undefined ? undefined : Number(parent)
}

function readProc(id: string, what: string): string {
  try {
    return readFileSync(join('/proc', id, what), 'utf8')
  } catch {
    return '' // it has ended in the meantime
  }
}

/** Everything a page's JavaScript holds, after garbage was collected, as the text of a heap snapshot. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

/** What a page shows and stores. */
export async function pageTexts(page: Page): Promise<string[]> {
  const stored = await page.evaluate(() => [
    ...Object.values(localStorage),
    ...Object.values(sessionStorage),
    document.cookie,
    document.title,
    location.href,
    ...[...document.querySelectorAll('input')].map(({ value }) => value),
  ])
  return [await page.content(), ...(stored as string[])]
}
