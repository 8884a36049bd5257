import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from '../chromium/host.ts'

const INCHES = { A4: [8.27, 11.7], Letter: [8.5, 11] } as const
/** Electron's default margin: about a centimetre. */
const MARGIN = 0.4

/** The only printer there may be: each job is a PDF in this folder. */
const folder = process.env['STANDIN_PRINTER']
const PRINTER = 'Stand-in'

/** The page on paper, by Chromium's own printing. Sizes by name: those that are in the list above. */
export async function pdfOf(
  { session }: Target,
  {
    pageSize = 'Letter',
    margins = {},
    printBackground = false,
    landscape = false,
  }: Electron.PrintToPDFOptions,
): Promise<Buffer> {
  const [paperWidth, paperHeight] =
    typeof pageSize === 'object' ? [pageSize.width, pageSize.height] : sizeOf(pageSize)
  const { top = MARGIN, bottom = MARGIN, left = MARGIN, right = MARGIN } = margins
  const { data } = await session.send('Page.printToPDF', {
    ...{ paperWidth, paperHeight, printBackground, landscape },
    ...{ marginTop: top, marginBottom: bottom, marginLeft: left, marginRight: right },
  })
  return Buffer.from(data, 'base64')
}

export async function printers(): Promise<Electron.PrinterInfo[]> {
  return folder === undefined
    ? []
    : [{ name: PRINTER, displayName: PRINTER, description: folder, options: {} }]
}

/** @throws with Electron's kind of reason where there is no printer. */
export async function printOn(
  target: Target,
  { silent = false, printBackground = false }: Electron.WebContentsPrintOptions,
): Promise<void> {
  if (folder === undefined) throw new Error('No printers available on the network')
  if (!silent) throw new Error('Print job canceled')
  const pdf = await pdfOf(target, { pageSize: 'A4', printBackground })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `job-${readdirSync(folder).length + 1}.pdf`), pdf)
}

function sizeOf(name: string): readonly [number, number] {
  if (name in INCHES) return INCHES[name as keyof typeof INCHES]
  throw new Error(`printToPDF: the stand-in does not know the size ${name}`)
}
