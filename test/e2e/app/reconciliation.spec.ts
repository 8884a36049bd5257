import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { practiceApiKey } from '../../../simulator/nowpayments/settings.ts'
import { charge, paymentsState, tillState, told } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

test('the owner signs in, compares the books, and has the difference in a file and in the exports', async ({
  open,
  folder,
}) => {
  const { app, cashier, customer } = await open()
  await charge(cashier, customer, '18.25')
  // Its first look is news to the journal, and what moves while the list is read is left out.
  await told(cashier, 'payments.check', { id: (await paymentsState(cashier)).current?.payment.id })
  const { practicePanel } = await tillState(cashier)
  // Another shop of the same owner: no till made this one.
  const made = await fetch(new URL('/nowpayments/v1/payment', practicePanel ?? ''), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': practiceApiKey },
    body: JSON.stringify({
      ...{ price_amount: 12.5, price_currency: 'eur', pay_currency: 'usdttrc20' },
      order_id: 'WEB-2026-77',
    }),
  })
  expect(made.ok).toBe(true)

  await cashier.getByRole('button', { name: 'Settings' }).click()
  await cashier.getByRole('button', { name: 'Reconciliation', exact: true }).click()
  await cashier.getByRole('button', { name: 'Fill in the practice login' }).click()
  await cashier.getByRole('button', { name: 'Sign in', exact: true }).click()
  await cashier.getByRole('button', { name: 'Compare', exact: true }).click()

  const result = cashier.getByRole('region', { name: 'Differences' })
  await expect(result.getByRole('heading', { name: '1 difference' })).toBeVisible()
  await expect(result.getByRole('listitem')).toContainText('1 charge that no till made')
  await expect(result).toContainText('Compared: 1 payment of this till, 2 rows of the gateway’s list.')
  await expect(result).toContainText('this till has no relay')

  const saveAs = async (name: string) => {
    const file = join(folder, name)
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    return file
  }
  const read = async (file: string) => parse(await readFile(file, 'utf8'), { columns: true, bom: true })
  const file = await saveAs('differences.csv')
  await result.getByRole('button', { name: 'Export CSV' }).click()
  await expect(result).toContainText(file)
  expect(await read(file)).toMatchObject([
    { kind: 'madeElsewhere', order_id: 'WEB-2026-77', mode: 'practice' },
  ])

  const sheet = await saveAs('exceptions.csv')
  const filters = { cashier: null, gateway: null, status: null, currency: null }
  const everything = { kind: 'everything' }
  await told(cashier, 'exports.start', { format: 'csv', sheet: 'exceptions', period: everything, filters })
  expect(await read(sheet)).toMatchObject([
    { exception: 'unmatchedAtGateway', difference: 'madeElsewhere', order_id: 'WEB-2026-77', number: '' },
  ])
})
