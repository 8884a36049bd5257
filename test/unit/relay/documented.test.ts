import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../relay/config.ts'

// What docs/relay.md says of settings is what the relay reads.

const guide = readFileSync(resolve('docs/relay.md'), 'utf8')

/** Settings in the table: name to default, null for none. */
const documented = new Map(
  [...guide.matchAll(/^\| `(RELAY_\w+)` \| (?:`([^`]*)`|–) \|/gm)].map(([, name, value]) => [
    name,
    value ?? null,
  ]),
)

function known(): readonly string[] {
  const refused = readConfig({ RELAY_NO_SUCH_THING: 'x' })
  const names = refused.ok ? '' : /There are: ([^.]+)\./.exec(refused.problems[0] ?? '')?.[1]
  return (names ?? '').split(', ')
}

/** A setting with its default written out, as the table has it. */
function configWith(entries: readonly (readonly [string | undefined, string | null])[]) {
  return readConfig(
    Object.fromEntries(entries.flatMap(([name, value]) => (name && value ? [[name, value]] : []))),
  )
}

describe('the guide for technicians', () => {
  it('has every setting and no other', () => {
    expect([...documented.keys()].sort()).toEqual([...known()].sort())
  })

  it('has the defaults that are in force', () => {
    // The store's is a folder of whoever runs it.
    const written = [...documented].filter(([name]) => name !== 'RELAY_STORE')
    expect(configWith(written)).toEqual(readConfig({}))
    expect(documented.get('RELAY_STORE')).toBe('~/.usdtill-relay/relay.sqlite')
  })

  it('comes with an example of settings that a relay starts with', () => {
    const example = readFileSync(resolve('relay/deploy/relay.env.example'), 'utf8')
    const given = example.split('\n').flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? []
      return name ? [[name, value]] : []
    })
    expect(readConfig(Object.fromEntries(given))).toMatchObject({
      ok: true,
      config: { publicUrl: 'https://relay.example.com', store: '/var/lib/usdtill-relay/relay.sqlite' },
    })
  })
})
