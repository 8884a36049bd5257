import type { PaperContent } from '../../shared/contract/paper.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import { withinLimit } from '../time/within-limit.ts'

/** The hidden page, once its window is asked for. */
export type PaperPage = {
  /** Rejects when the page cannot be shown, or its process dies: then nobody waits for it any longer. */
  readonly failed: Promise<never>
  pdf(size: PdfSize): Promise<Uint8Array>
  print(): Promise<Printed>
  close(): void
}

/** In inches, as Electron wants it. `margin` is on all four sides. */
export type PdfSize = { readonly width: number; readonly height: number; readonly margin: number }

export type Printed = 'printed' | 'noPrinter' | 'failed'

export type PaperDesk = {
  /** The content as a PDF. Error: `exportFailed`, not drawn. */
  pdf(content: PaperContent): Promise<Result<Uint8Array>>
  /** On the default printer. Error: `printFailed`. */
  print(content: PaperContent): Promise<Result<null>>
  /** For the page: what it is to draw; null when nobody asked for anything. */
  content(): PaperContent | null
  /** For the page: it stands there, so high in CSS pixels. */
  drawn(height: number): void
  close(): void
}

type Dependencies = { readonly openPage: () => PaperPage; readonly clock: Clock }

type Job = { readonly content: PaperContent; readonly drawn: (height: number) => void }

/** Opening a window and drawing a page takes half a second; a computer that is busy, a few. */
const DRAW_LIMIT_MS = 15_000
/** Many pages on a slow computer; whoever waits behind is not held for ever by one that never comes. */
const PDF_LIMIT_MS = 60_000
/** Some drivers say nothing until the last page is out, and some never say anything (electron/electron#17260). */
const PRINT_LIMIT_MS = 60_000

const INCH_MM = 25.4
const INCH_PX = 96
const A4: PdfSize = { width: 210 / INCH_MM, height: 297 / INCH_MM, margin: 12 / INCH_MM }
const ROLL = { width: 80 / INCH_MM, margin: 4 / INCH_MM } as const
/** A PDF page is at most 200 inches high; a longer roll goes on on the next. */
const MOST_INCHES = 200

/**
 * Puts one thing after another on paper: a page that nobody sees draws it, says that it stands there, and is printed as
 * it is. Selling goes on meanwhile, and whatever fails here is a message and nothing else.
 */
export function createPaperDesk({ openPage, clock }: Dependencies): PaperDesk {
  let job: Job | null = null
  let open: PaperPage | null = null
  let before: Promise<unknown> = Promise.resolve()
  let isClosed = false

  async function draw<T>(
    content: PaperContent,
    use: (page: PaperPage, height: number) => Promise<T>,
  ): Promise<T | null> {
    if (isClosed) return null
    const { promise, resolve } = Promise.withResolvers<number | null>()
    job = { content, drawn: resolve }
    try {
      const page = openPage()
      open = page
      const standing = Promise.race([promise, page.failed])
      const height = await withinLimit<number | null>(clock, DRAW_LIMIT_MS, standing, () => null)
      return height === null ? null : await Promise.race([use(page, height), page.failed])
    } catch {
      // The page could not be opened, did not load, its process died, or Chromium made no PDF of it.
      return null
    } finally {
      job = null
      open?.close()
      open = null
    }
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = before.then(work)
    before = mine.catch(() => undefined)
    return mine
  }

  return {
    pdf: (content) =>
      inTurn(async () => {
        const bytes = await draw(content, (page, height) =>
          withinLimit<Uint8Array | null>(clock, PDF_LIMIT_MS, page.pdf(sizeOf(content, height)), () => null),
        )
        return bytes === null ? err({ code: 'exportFailed', reason: 'notDrawn' }) : ok(bytes)
      }),
    print: (content) =>
      inTurn(async () => {
        const printed = await draw(content, (page) =>
          withinLimit<Printed>(clock, PRINT_LIMIT_MS, page.print(), () => 'failed'),
        )
        if (printed === 'printed') return ok(null)
        return err({ code: 'printFailed', reason: printed === 'noPrinter' ? 'noPrinter' : 'other' })
      }),
    content: () => job?.content ?? null,
    drawn: (height) => job?.drawn(height),
    close() {
      isClosed = true
      open?.close()
    },
  }
}

/** A roll is as long as what stands on it. */
function sizeOf({ paper }: PaperContent, height: number): PdfSize {
  if (paper !== 'roll') return A4
  return { ...ROLL, height: Math.min(MOST_INCHES, Math.ceil(height) / INCH_PX + 2 * ROLL.margin) }
}
