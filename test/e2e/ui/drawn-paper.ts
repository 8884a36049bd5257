import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { PaperContent } from '../../../shared/contract/paper.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { type PdfPage, readPdf } from '../../support/pdf-text.ts'

const SHOTS = 'out/screenshots/paper'
const MM_PER_INCH = 25.4
const PX_PER_INCH = 96

export type Drawn = { readonly page: Page; readonly backend: FakeBackend; readonly open: Open }
type Open = (page: 'paper.html') => Promise<void>

/** The page draws it, says so, and becomes a PDF as main makes one (electron/paper/paper-desk.ts); as a picture too. */
export async function pdfOf(
  { page, backend, open }: Drawn,
  content: PaperContent,
  name: string,
): Promise<readonly PdfPage[]> {
  backend.answer('paper.content', ok(content))
  backend.answer('paper.drawn', ok(null))
  await open('paper.html')
  await page.clock.resume()
  await backend.called('paper.drawn', 1)
  const [drawn] = backend.calls('paper.drawn')
  const isRoll = content.paper === 'roll'
  const margin = isRoll ? 4 : 12
  const height = (drawn?.height ?? 0) / PX_PER_INCH + (2 * margin) / MM_PER_INCH
  const pdf = await page.pdf({
    ...(isRoll ? { width: '80mm', height: `${height}in` } : { width: '210mm', height: '297mm' }),
    margin: { top: `${margin}mm`, bottom: `${margin}mm`, left: `${margin}mm`, right: `${margin}mm` },
    printBackground: true,
  })
  mkdirSync(SHOTS, { recursive: true })
  writeFileSync(`${SHOTS}/${name}.pdf`, pdf)
  await page.setViewportSize({ width: isRoll ? 300 : 720, height: 1000 })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true, animations: 'disabled' })
  return readPdf(pdf)
}
