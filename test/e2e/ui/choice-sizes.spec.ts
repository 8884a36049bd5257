import { mkdirSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/settings'

for (const width of [1280, 1024]) {
  test(`a choice alone in the last row is as wide as the others, ${width} wide`, async ({
    page,
    backend,
    open,
  }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width, height: 800 })
    aTill(backend)
    await open('cashier.html')
    await openSettings(page)
    const days = page.getByRole('radiogroup', { name: 'The week begins on' })
    await expect(days.getByRole('radio')).toHaveCount(4)
    const places = await days
      .locator('label')
      .evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect()).map(({ width, x, y }) => ({ width, x, y })),
      )
    const [first, last] = [places.at(0), places.at(-1)]
    // Otherwise all of them are in one row, and nothing is said here.
    expect(last?.y).toBeGreaterThan(first?.y ?? 0)
    expect(last?.x).toBe(first?.x)
    for (const place of places) expect(place.width).toBeCloseTo(first?.width ?? 0, 0)
    await days.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/choices-${width}.png` })
  })
}
