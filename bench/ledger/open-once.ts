// Opens the till on the journal of a folder, says how many milliseconds that took, and closes it.

import { pino } from 'pino'
import { createMissingGateway } from '../../electron/gateways/missing-gateway.ts'
import { openTill } from '../../electron/open-till.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import { createFakeClock } from '../../test/support/fake-clock.ts'
import { LAST_DAY } from './generate.ts'

const [folder = '.'] = process.argv.slice(2)
const settings = { ...defaultSettings('Europe/Madrid'), mode: 'live' as const }
const since = performance.now()
const till = openTill('live', {
  folder,
  gateways: [createMissingGateway()],
  account: null,
  // The morning after the last day of the journal.
  clock: createFakeClock(Date.parse(`${LAST_DAY}T00:00:00.000Z`) + 33 * 3_600_000),
  random: () => 0.5,
  log: pino({ level: 'silent' }),
  signer: null,
  settings: () => settings,
  tillId: () => null,
  callbackSecret: async () => null,
  worksHere: () => true,
  onChange: () => undefined,
})
till.start()
process.stdout.write(`${performance.now() - since}\n`)
const problem = till.journalProblem()
till.close()
process.exit(problem === null ? 0 : 1)
