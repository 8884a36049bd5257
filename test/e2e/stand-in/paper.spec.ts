import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, launch, test } from './mini-app.ts'

type Outcome = { readonly isPrinted: boolean; readonly reason: string }

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-'

test('a window becomes a PDF of the size that was asked for', async ({ mini: { app, first } }) => {
  const window = await app.browserWindow(first)
  const text = await window.evaluate(async (found) => {
    const pdf = await found.webContents.printToPDF({ pageSize: { width: 3, height: 5 } })
    return pdf.toString('latin1')
  })
  expect(isPdf(Buffer.from(text, 'latin1'))).toBe(true)
  // 72 points to the inch.
  expect(text).toMatch(/\/MediaBox \[0 0 216 360\]/)
})

test('without a printer none is listed and nothing is printed', async ({ mini: { app, first } }) => {
  const window = await app.browserWindow(first)
  expect(await window.evaluate((found) => found.webContents.getPrintersAsync())).toEqual([])
  const outcome = await window.evaluate(
    (found) =>
      new Promise<Outcome>((resolve) =>
        found.webContents.print({ silent: true }, (isPrinted: boolean, reason: string) =>
          resolve({ isPrinted, reason }),
        ),
      ),
  )
  expect(outcome).toEqual({ isPrinted: false, reason: 'No printers available on the network' })
})

test('a printer that was asked for takes each job as a file', async ({ userData }) => {
  const folder = await mkdtemp(join(tmpdir(), 'printer-'))
  const { app, first } = await launch(userData, { STANDIN_PRINTER: folder })
  const window = await app.browserWindow(first)
  const names = await window.evaluate(async (found) =>
    (await found.webContents.getPrintersAsync()).map(({ name }: Electron.PrinterInfo) => name),
  )
  expect(names).toHaveLength(1)
  const isPrinted = await window.evaluate(
    (found) => new Promise<boolean>((resolve) => found.webContents.print({ silent: true }, resolve)),
  )
  expect(isPrinted).toBe(true)
  const [job = ''] = await readdir(folder)
  expect(isPdf(await readFile(join(folder, job)))).toBe(true)
  await app.close()
  await rm(folder, { recursive: true })
})
