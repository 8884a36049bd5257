import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { money, toDecimalText } from '../../../shared/money/money.ts'
import { dayFileIn } from '../../support/day-files.ts'
import { type JournalSums, journalSums, paymentsIn, sumsOfPayments } from '../../support/journal-sums.ts'
import { readPdfLines } from '../../support/pdf-text.ts'
import { EVERYTHING_ASKED, ringUp } from '../../support/ring-up.ts'
import { customerShows, tillState, told } from '../../support/till-hands.ts'
import { type CaseTill, expect, test } from './cases/fixtures.ts'

async function sell(till: CaseTill, price: string, how: Parameters<typeof ringUp>[2]): Promise<void> {
  await ringUp(till, price, how)
  await till.send(await till.current())
  await expect(customerShows(till.customer, 'paid')).toBeVisible()
  await till.cashier.keyboard.press('Escape')
  await expect(till.cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
}

/** Saves it as a person does, and answers with what they would read in it. */
async function savedSummary({ app, cashier, folder }: CaseTill, name: string): Promise<readonly string[]> {
  const file = join(folder, name)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.getByRole('button', { name: 'Export…' }).click()
  await expect(cashier.getByText(file)).toBeVisible()
  return readPdfLines(await readFile(file))
}

const euros = (minor: number) => `EUR ${toDecimalText(money(minor, 'EUR'))}`

/** What stands behind these words on the first line that begins with them. */
function after(lines: readonly string[], words: string): string | undefined {
  return lines
    .find((line) => line.startsWith(words))
    ?.slice(words.length)
    .trim()
}

function expectSums(lines: readonly string[], { money: sold, received }: JournalSums): void {
  const { EUR } = sold
  if (!EUR) throw new Error('nothing was sold')
  expect(after(lines, 'Number of sales')).toBe(String(EUR.sales))
  expect(after(lines, 'Gross: goods with taxes')).toBe(euros(EUR.goods))
  expect(after(lines, 'Tips')).toBe(euros(EUR.tip))
  expect(after(lines, 'Total: gross and tips')).toBe(euros(EUR.total))
  expect(after(lines, 'Discounts')).toContain(toDecimalText(money(EUR.discount, 'EUR')))
  expect(after(lines, 'VAT 19%, on top')).toBe([EUR.goods - EUR.tax, EUR.tax, EUR.goods].map(euros).join(' '))
  expect(lines.some((line) => line.startsWith(`NOWPayments ${EUR.sales} ${received}`))).toBe(true)
}

test('a PDF of the month says what the journal says, and what was left out of it', async ({ openCase }) => {
  const till = await openCase(EVERYTHING_ASKED)
  const { cashier, folder } = till
  const file = join(folder, 'journal', 'practice.sqlite')
  await sell(till, '20.00', { percentOff: '10', tip: '10%' })
  await sell(till, '12.35', { tip: 'No tip' })
  // Left unpaid: counted nowhere, and named.
  await ringUp(till, '4.50', { tip: '5%' })
  const open = await till.current()

  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Export', exact: true }).click()
  await cashier.getByRole('button', { name: 'Month' }).click()
  await cashier.getByText('PDF', { exact: true }).click()
  const lines = await savedSummary(till, 'month.pdf')
  const journal = journalSums(file)
  expect(journal).toMatchObject({ numbers: [1, 2, 3], money: { EUR: { sales: 2, goods: 3612, tip: 214 } } })
  expectSums(lines, journal)
  expect(lines).toContain('Summary')
  expect(after(lines, 'Till number')).toBe('1')
  expect(after(lines, 'Which payments')).toBe('All')
  expect(lines.some((line) => line.startsWith(`${open.number} `))).toBe(true)
  const pages = lines.filter((line) => / · \d+ \/ \d+$/.test(line)).length
  // On top of each page, and where the sheet ends.
  expect(lines.filter((line) => line === 'PRACTICE · NO REAL MONEY')).toHaveLength(pages + 1)

  await cashier.getByRole('button', { name: 'Status' }).click()
  await cashier.getByRole('option', { name: 'Paid', exact: true }).click()
  const paid = await savedSummary(till, 'paid.pdf')
  expect(after(paid, 'Filter: Status')).toBe('Paid')
  expectSums(paid, sumsOfPayments(paymentsIn(file).filter(({ status }) => status === 'paid')))
  expect(paid).toContain('No payment is open.')
})

test('a Z whose PDF found no folder has it at the next start', async ({ openCase, folder }) => {
  const accounts = join(folder, 'accounts')
  const file = join(folder, 'journal', 'practice.sqlite')
  const first = await openCase({ ...EVERYTHING_ASKED, dayFiles: { folder: accounts, formats: ['pdf'] } })
  await sell(first, '20.00', { percentOff: '10', tip: '10%' })
  await told(first.cashier, 'shifts.closeDay', { attempt: crypto.randomUUID() })
  const owed = async () => (await tillState(first.cashier)).dayFiles.missing
  await expect
    .poll(owed)
    .toEqual([{ of: { kind: 'z', number: 1 }, error: { code: 'exportFailed', reason: 'other' } }])
  await first.close()

  await mkdir(accounts)
  const next = await openCase({}, '2026-11-21T15:30:00Z')
  const standing = async () => (await tillState(next.cashier)).dayFiles
  await expect.poll(standing).toMatchObject({ missing: [], last: { of: { kind: 'z', number: 1 } } })
  const lines = await readPdfLines(await readFile(join(accounts, await dayFileIn(accounts, 'Z0001.pdf'))))
  expectSums(lines, journalSums(file))
  expect(after(lines, 'Period')).toBe('Z report 0001')
  expect(after(lines, 'Which payments')).toBe('All')
})
