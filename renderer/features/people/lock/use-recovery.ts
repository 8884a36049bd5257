import { useContext, useState } from 'react'
import type { RealMode } from '../../../../shared/contract/secret.ts'
import type { TillState } from '../../../../shared/contract/till.ts'
import type { Gateway } from '../../../../shared/relay-protocol.ts'
import { isSetUpIn } from '../../../lib/gateway-standing.ts'
import { TillTimeContext } from '../../../lib/use-now.ts'
import { useBackend } from '../../../stores/backend-context.ts'
import { isSecret } from '../../connect/SecretForm.tsx'
import { asciiDigits, isPin } from '../../owner/pin-text.ts'
import type { Refusal } from '../../owner/use-owners-word.ts'

/** A gateway that is set up at this till, in one of its environments: its key shows whose till it is. */
export type KeyPlace = { readonly id: Gateway; readonly title: string; readonly mode: RealMode }

export type RecoveryField = 'key' | 'pin' | 'again'

const NOTHING: Readonly<Record<RecoveryField, string>> = { key: '', pin: '', again: '' }

export function keyPlaces({ gateways }: Pick<TillState, 'gateways'>): readonly KeyPlace[] {
  return gateways.flatMap((gateway) =>
    (['live', 'sandbox'] as const)
      .filter((mode) => isSetUpIn(gateway, mode))
      .map((mode) => ({ id: gateway.id, title: gateway.title, mode })),
  )
}

/** A new PIN for an owner who lost theirs. A refusal keeps the new PIN to be used again, and not the key. */
export function useRecovery(person: string, place: KeyPlace, onRecovered: () => void) {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const [typed, setTyped] = useState(NOTHING)
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const wrong = {
    key: !isSecret(typed.key),
    pin: !isPin(typed.pin),
    again: typed.again !== typed.pin,
  }

  async function submit(): Promise<void> {
    if (isAsking) return
    setChecked(true)
    if (wrong.key || wrong.pin || wrong.again) return
    setAsking(true)
    setRefusal(null)
    const { key, pin } = typed
    const result = await backend.people.recover({
      id: person,
      gateway: place.id,
      mode: place.mode,
      key: key.trim(),
      pin,
    })
    setAsking(false)
    setChecked(false)
    if (!result.ok) {
      setTyped((before) => ({ ...before, key: '' }))
      setRefusal({ error: result.error, at: readTime() })
      return
    }
    setTyped(NOTHING)
    onRecovered()
  }

  return {
    ...{ typed, isAsking, refusal, submit },
    type: (field: RecoveryField, text: string) =>
      setTyped((before) => ({ ...before, [field]: field === 'key' ? text : asciiDigits(text) })),
    isWrong: (field: RecoveryField) => isChecked && wrong[field],
  }
}
