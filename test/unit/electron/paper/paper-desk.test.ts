import { describe, expect, test } from 'vitest'
import { createPaperDesk, type PaperPage, type PdfSize } from '../../../../electron/paper/paper-desk.ts'
import type { Paper, PaperContent } from '../../../../shared/contract/paper.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { aReport } from '../../../support/shift-reports.ts'
import { aTillState } from '../../../support/views.ts'

const PDF = new TextEncoder().encode('%PDF-')
const MM = 25.4

function content(paper: Paper, number = 1): PaperContent {
  return {
    paper,
    drawing: { kind: 'report', report: aReport({ kind: 'z', number }) },
    till: aTillState(),
  }
}

/** Pages that are opened one after the other; the test says what becomes of each. */
function aDesk(change: Partial<PaperPage> = {}) {
  const clock = createFakeClock()
  const sizes: PdfSize[] = []
  const opened: { isClosed: boolean; fail: (error: Error) => void }[] = []
  const desk = createPaperDesk({
    clock,
    openPage() {
      const { promise, reject } = Promise.withResolvers<never>()
      promise.catch(() => undefined)
      const page = { isClosed: false, fail: reject }
      opened.push(page)
      return {
        failed: promise,
        pdf: async (size) => {
          sizes.push(size)
          return PDF
        },
        print: async () => 'printed',
        close: () => {
          page.isClosed = true
        },
        ...change,
      }
    },
  })
  const numberShown = () => {
    const drawing = desk.content()?.drawing
    return drawing?.kind === 'report' ? drawing.report.number : null
  }
  /** Until the page of the next job is asked for. */
  const pageOf = async (index: number) => {
    while (opened.length <= index) await Promise.resolve()
    return opened[index]
  }
  return { desk, clock, sizes, opened, numberShown, pageOf }
}

describe('a PDF', () => {
  test('is made of the page once it stands there, and the page is gone afterwards', async () => {
    const { desk, opened, sizes, pageOf } = aDesk()
    const pdf = desk.pdf(content('a4'))
    await pageOf(0)
    expect(sizes).toEqual([])
    desk.drawn(2000)
    expect(await pdf).toEqual({ ok: true, value: PDF })
    expect(sizes[0]).toMatchObject({ width: 210 / MM, height: 297 / MM })
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true])
    expect(desk.content()).toBeNull()
  })

  test('of a roll is as long as what stands on it, and no longer than a PDF may be', async () => {
    const { desk, sizes, pageOf } = aDesk()
    for (const [index, height] of [960, 96_000].entries()) {
      const pdf = desk.pdf(content('roll'))
      await pageOf(index)
      desk.drawn(height)
      await pdf
    }
    expect(sizes[0]?.width).toBeCloseTo(80 / MM)
    expect(sizes[0]?.height).toBeCloseTo(10 + 8 / MM)
    expect(sizes[1]?.height).toBe(200)
  })

  test('of a page that never stands there is given up, and nobody else waits for it', async () => {
    const { desk, clock, opened, pageOf } = aDesk()
    const pdf = desk.pdf(content('a4', 1))
    await pageOf(0)
    clock.advance(15_000)
    expect(await pdf).toEqual({ ok: false, error: { code: 'exportFailed', reason: 'notDrawn' } })
    expect(opened[0]?.isClosed).toBe(true)
    const next = desk.pdf(content('a4', 2))
    await pageOf(1)
    desk.drawn(100)
    expect(await next).toMatchObject({ ok: true })
  })

  test('that Chromium never makes is given up, and nobody else waits for it', async () => {
    const asked = Promise.withResolvers<void>()
    const never = () => {
      asked.resolve()
      return new Promise<never>(() => undefined)
    }
    const { desk, clock, opened, pageOf } = aDesk({ pdf: never })
    const pdf = desk.pdf(content('a4'))
    await pageOf(0)
    desk.drawn(100)
    const printing = desk.print(content('printer'))
    await asked.promise
    clock.advance(60_000)
    expect(await pdf).toEqual({ ok: false, error: { code: 'exportFailed', reason: 'notDrawn' } })
    expect(opened[0]?.isClosed).toBe(true)
    await pageOf(1)
    desk.drawn(100)
    expect(await printing).toEqual({ ok: true, value: null })
  })

  test('of a page whose process dies is given up at once', async () => {
    const { desk, pageOf } = aDesk()
    const pdf = desk.pdf(content('a4'))
    const page = await pageOf(0)
    page?.fail(new Error('crashed'))
    expect(await pdf).toEqual({ ok: false, error: { code: 'exportFailed', reason: 'notDrawn' } })
  })

  test('of a page that cannot be opened is given up, and leaves nothing for the next', async () => {
    const openPage = () => {
      throw new Error('no window')
    }
    const desk = createPaperDesk({ clock: createFakeClock(), openPage })
    expect(await desk.pdf(content('a4'))).toEqual({
      ok: false,
      error: { code: 'exportFailed', reason: 'notDrawn' },
    })
    expect(desk.content()).toBeNull()
    expect(await desk.print(content('printer'))).toEqual({
      ok: false,
      error: { code: 'printFailed', reason: 'other' },
    })
  })

  test('of a till that was closed is given up, and what waited its turn opens no page', async () => {
    const { desk, opened, pageOf } = aDesk()
    const pdf = desk.pdf(content('a4', 1))
    const waiting = desk.pdf(content('a4', 2))
    const page = await pageOf(0)
    desk.close()
    page?.fail(new Error('closed'))
    const notDrawn = { ok: false, error: { code: 'exportFailed', reason: 'notDrawn' } }
    expect(await Promise.all([pdf, waiting])).toEqual([notDrawn, notDrawn])
    expect(opened).toHaveLength(1)
  })
})

test('one thing comes after the other, each with its own content', async () => {
  const { desk, numberShown, pageOf } = aDesk()
  const first = desk.pdf(content('a4', 1))
  const second = desk.pdf(content('a4', 2))
  await pageOf(0)
  expect(numberShown()).toBe(1)
  desk.drawn(100)
  await first
  await pageOf(1)
  expect(numberShown()).toBe(2)
  desk.drawn(100)
  expect(await second).toMatchObject({ ok: true })
})

describe('printing', () => {
  test.each([
    ['printed', { ok: true, value: null }],
    ['noPrinter', { ok: false, error: { code: 'printFailed', reason: 'noPrinter' } }],
    ['failed', { ok: false, error: { code: 'printFailed', reason: 'other' } }],
  ] as const)('that ends as "%s" says so', async (printed, answer) => {
    const { desk, pageOf } = aDesk({ print: async () => printed })
    const printing = desk.print(content('printer'))
    await pageOf(0)
    desk.drawn(100)
    expect(await printing).toEqual(answer)
  })

  test('of which the driver never says anything is given up after a minute', async () => {
    const begun = Promise.withResolvers<void>()
    const print = () => {
      begun.resolve()
      return new Promise<never>(() => undefined)
    }
    const { desk, clock, opened, pageOf } = aDesk({ print })
    const printing = desk.print(content('printer'))
    await pageOf(0)
    desk.drawn(100)
    await begun.promise
    clock.advance(59_999)
    expect(opened[0]?.isClosed).toBe(false)
    clock.advance(1)
    expect(await printing).toEqual({ ok: false, error: { code: 'printFailed', reason: 'other' } })
  })
})
