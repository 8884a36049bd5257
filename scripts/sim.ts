// `npm run sim`: the practice gateway alone, until it is interrupted.

import { parseArgs } from 'node:util'
import { definitions } from '../simulator/running-vendors.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'

const firstPort = 8787
const portsTried = 20

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const startOnFreePort = async (port: number, triesLeft: number): Promise<Simulator> => {
  try {
    return await startSimulator({ port })
  } catch (error) {
    if (!isPortTaken(error) || triesLeft === 0) throw error
    return startOnFreePort(port + 1, triesLeft - 1)
  }
}

const readPort = (): number | undefined => {
  const { values } = parseArgs({ options: { port: { type: 'string' } } })
  if (values.port === undefined) return undefined
  const port = Number(values.port)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  console.error(`--port must be a number from 0 to 65535, not ${values.port}.`)
  process.exit(2)
}

const line = (name: string, value: string): string => `  ${name.padEnd(13)} ${value}`

const vendorLines = (simulator: Simulator): string =>
  definitions
    .map(({ name, title, credentials }) =>
      [line(title, simulator.urlOf(name)), ...credentials.map(([word, value]) => line(word, value))].join(
        '\n',
      ),
    )
    .join('\n\n')

const describe = (simulator: Simulator): string => `
Practice gateway — nothing here is real money

${line('Panel', simulator.panelUrl)}
${line('Controls', simulator.controlUrl)}

${vendorLines(simulator)}

Point a till at it:  USDTILL_NOWPAYMENTS_URL=${simulator.nowpaymentsUrl} npm start
Another gateway the same way: USDTILL_USDT_PAYMENTS_URL, USDTILL_PAYSTABLECOIN_URL.
Stop with Ctrl+C.
`

const wanted = readPort()

try {
  const simulator = await startOnFreePort(wanted ?? firstPort, wanted === undefined ? portsTried : 0)
  console.log(describe(simulator))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)))
  }
} catch (error) {
  console.error(isPortTaken(error) ? `Port ${wanted ?? firstPort} is taken.` : String(error))
  process.exit(1)
}
