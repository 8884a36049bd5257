import { getDocumentProxy } from 'unpdf'

// PDFs read by Mozilla's pdf.js, which shares nothing with Chromium that wrote them.

export type PdfPage = {
  /** In points, 72 to the inch. */
  readonly width: number
  readonly height: number
  /** From top to bottom; pieces of one line have a space between them. */
  readonly lines: readonly string[]
}

/** What a person would read in it, page by page. */
export async function readPdf(bytes: Uint8Array): Promise<readonly PdfPage[]> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: PdfPage[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    pages.push({ width, height, lines: linesOf(items) })
  }
  await document.loadingTask.destroy()
  return pages
}

/** All of it, one line after the other. */
export async function readPdfLines(bytes: Uint8Array): Promise<readonly string[]> {
  return (await readPdf(bytes)).flatMap(({ lines }) => lines)
}

type Piece = { readonly text: string; readonly x: number; readonly y: number }

/** Pieces whose base lines are less than two points apart stand in one line. */
function linesOf(items: readonly object[]): string[] {
  const lines: { y: number; pieces: Piece[] }[] = []
  for (const piece of items.flatMap(pieceOf)) {
    const line = lines.find(({ y }) => Math.abs(y - piece.y) < 2)
    if (line) line.pieces.push(piece)
    else lines.push({ y: piece.y, pieces: [piece] })
  }
  return lines
    .toSorted((a, b) => b.y - a.y)
    .map(({ pieces }) =>
      pieces
        .toSorted((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' '),
    )
}

/** `str` and `transform` as PDF.js documents them (TextItem): the last two of the six are where it stands. */
function pieceOf(item: object): Piece[] {
  if (!('str' in item) || !('transform' in item) || !Array.isArray(item.transform)) return []
  const text = String(item.str)
  const [x, y] = [Number(item.transform[4]), Number(item.transform[5])]
  return text.trim() === '' ? [] : [{ text, x, y }]
}
