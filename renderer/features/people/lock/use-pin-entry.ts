import { useContext, useState } from 'react'
import type { Person } from '../../../../shared/people/person.ts'
import { TillTimeContext } from '../../../lib/use-now.ts'
import { useTill } from '../../../stores/app-stores.ts'
import { useBackend } from '../../../stores/backend-context.ts'
import { asciiDigits, isPin } from '../../owner/pin-text.ts'
import type { Refusal } from '../../owner/use-owners-word.ts'

export type PinKey = `${number}` | 'back' | 'clear'

const LONGEST = 12

/** Who is chosen on the lock screen, and what is typed for them. Each person's wrong tries are their own. */
export function usePinEntry() {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const people = useTill((till) => till.people)
  const lockedBy = useTill(({ session }) => (session.kind === 'locked' ? session.person : null))
  const here = people.filter(({ isHere }) => isHere)
  const [wanted, setWanted] = useState<string | null>(lockedBy)
  const [pin, setPin] = useState('')
  const [missing, setMissing] = useState<'person' | 'digits' | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [refusals, setRefusals] = useState<Readonly<Record<string, Refusal>>>({})
  const chosen = here.find(({ id }) => id === wanted) ?? (here.length === 1 ? here[0] : undefined)

  function type(text: string): void {
    setPin(asciiDigits(text).slice(0, LONGEST))
    setMissing(null)
  }

  function choose({ id }: Person): void {
    // What was typed before anybody was chosen is theirs; what was typed for another is not.
    if (chosen !== undefined && chosen.id !== id) setPin('')
    setWanted(id)
    setMissing(null)
  }

  async function submit(): Promise<void> {
    if (isAsking) return
    if (chosen === undefined) return setMissing('person')
    if (!isPin(pin)) return setMissing('digits')
    setAsking(true)
    const result = await backend.people.signIn({ id: chosen.id, pin })
    setAsking(false)
    setPin('')
    if (result.ok) return
    const refusal = { error: result.error, at: readTime() }
    setRefusals((before) => ({ ...before, [chosen.id]: refusal }))
  }

  return {
    ...{ here, chosen, choose, pin, type, missing, isAsking, submit },
    press: (key: PinKey) => type(pressed(pin, key)),
    refusal: chosen === undefined ? undefined : refusals[chosen.id],
  }
}

export type PinEntry = ReturnType<typeof usePinEntry>

function pressed(pin: string, key: PinKey): string {
  if (key === 'back') return pin.slice(0, -1)
  return key === 'clear' ? '' : pin + key
}
