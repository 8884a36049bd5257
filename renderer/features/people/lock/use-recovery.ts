import { useContext, useState } from 'react'
import type { RealMode } from '../../../../shared/contract/secret.ts'
import type { TillState } from '../../../../shared/contract/till.ts'
import type { Gateway } from '../../../../shared/relay-protocol.ts'
import { isSetUpIn, secretsIn } from '../../../lib/gateway-standing.ts'
import { TillTimeContext } from '../../../lib/use-now.ts'
import { useBackend } from '../../../stores/backend-context.ts'
import { isSecret } from '../../connect/SecretForm.tsx'
import type { Refusal } from '../../owner/use-owners-word.ts'
import { useTypedPin } from '../use-typed-pin.ts'

/** A gateway that is set up at this till, in one of its environments: its key shows whose till it is. */
export type KeyPlace = {
  readonly id: Gateway
  readonly title: string
  readonly mode: RealMode
  /** What its vendor calls the key: of a key and a secret, the secret. */
  readonly secret: string
}

/** As main takes them: a sandbox's key proves something only where the till works with no live one. */
export function keyPlaces({ gateways }: Pick<TillState, 'gateways'>): readonly KeyPlace[] {
  const live = placesIn(gateways, 'live')
  return live.length > 0 ? live : placesIn(gateways, 'sandbox')
}

function placesIn(gateways: TillState['gateways'], mode: RealMode): readonly KeyPlace[] {
  return gateways
    .filter((gateway) => isSetUpIn(gateway, mode))
    .map((gateway) => {
      const hasSecret = secretsIn(gateway, mode).some(({ name }) => name === 'api-secret')
      return { id: gateway.id, title: gateway.title, mode, secret: hasSecret ? 'api-secret' : 'api-key' }
    })
}

/** A new PIN for an owner who lost theirs. A refusal keeps the new PIN to be used again, and not the key. */
export function useRecovery(person: string, place: KeyPlace, onRecovered: () => void) {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const pin = useTypedPin()
  const [key, setKey] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isKeyWrong = !isSecret(key)

  async function submit(): Promise<void> {
    if (isAsking) return
    setChecked(true)
    if (!pin.check() || isKeyWrong) return
    setAsking(true)
    setRefusal(null)
    const result = await backend.people.recover({
      id: person,
      gateway: place.id,
      mode: place.mode,
      key: key.trim(),
      pin: pin.typed.pin,
    })
    setAsking(false)
    setChecked(false)
    setKey('')
    if (!result.ok) {
      setRefusal({ error: result.error, at: readTime() })
      return
    }
    pin.clear()
    onRecovered()
  }

  return {
    ...{ key, setKey, pin, isAsking, refusal, submit },
    isKeyWrong: isChecked && isKeyWrong,
  }
}
