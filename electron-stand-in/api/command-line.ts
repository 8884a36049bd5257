import { launchArguments } from '../arguments.ts'

/** The switches given on the command line and those that the application appends before Chromium starts. */
export const switches = new Map(launchArguments.switches)

export const commandLine = {
  appendSwitch: (name: string, value = '') => {
    switches.set(name, value)
  },
  appendArgument: (_argument: string) => undefined,
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch: (name: string) => {
    switches.delete(name)
  },
} satisfies Partial<Electron.CommandLine>
