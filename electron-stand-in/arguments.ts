/** What Electron's command line says: preloads (`-r`), switches (`--name[=value]`) and the application's path. */
export type Arguments = {
  readonly preloads: readonly string[]
  readonly switches: ReadonlyMap<string, string>
  readonly applicationPath: string
}

export function parseArguments(argv: readonly string[]): Arguments {
  const preloads: string[] = []
  const switches = new Map<string, string>()
  let applicationPath: string | undefined
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? ''
    if (argument === '-r' || argument === '--require') {
      index++
      preloads.push(argv[index] ?? '')
    } else if (argument.startsWith('--')) {
      const [name, value] = splitSwitch(argument)
      if (name !== '') switches.set(name, value)
    } else if (!argument.startsWith('-')) {
      applicationPath ??= argument
    }
  }
  return { preloads, switches, applicationPath: applicationPath ?? '.' }
}

function splitSwitch(argument: string): [name: string, value: string] {
  const equals = argument.indexOf('=')
  return equals === -1 ? [argument.slice(2), ''] : [argument.slice(2, equals), argument.slice(equals + 1)]
}

// Playwright's loader cuts process.argv, so the first copy is kept here, before any preload runs.
const original = process.argv.slice(2)

export const launchArguments = parseArguments(original)
export const launchArgv: readonly string[] = original
