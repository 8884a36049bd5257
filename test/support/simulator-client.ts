import {
  type ControlName,
  controlContract,
  controlNames,
  controlPath,
  type SimulatorControl,
} from '../../simulator/control/contract.ts'

export type SimulatorClientOptions = { controlUrl: string; accessToken?: string }

/** The practice gateway's controls over HTTP, for tests that run it in another process. */
export const createSimulatorClient = (options: SimulatorClientOptions): SimulatorControl => {
  const call = async (name: ControlName, input: unknown): Promise<unknown> => {
    const response = await fetch(`${options.controlUrl}/${controlPath(name)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.accessToken !== undefined && { 'x-simulator-token': options.accessToken }),
      },
      body: JSON.stringify(input ?? {}),
    })
    const reply: unknown = await response.json()
    if (!response.ok) throw new Error(`${name} was refused (${response.status}): ${JSON.stringify(reply)}`)
    return controlContract[name].output.parse(reply)
  }
  const entries = controlNames.map((name) => [name, (input: unknown) => call(name, input)])
  return Object.fromEntries(entries)
}
