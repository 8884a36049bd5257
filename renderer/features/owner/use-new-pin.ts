import { useContext, useState } from 'react'
import { TillTimeContext } from '../../lib/use-now.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { asciiDigits, isPin } from './pin-text.ts'
import type { Refusal } from './use-owners-word.ts'

export type PinField = 'current' | 'pin' | 'again'

/** What is typed to set the PIN. Nothing of it stays once main has answered; what does not fit stays to be put right. */
export function useNewPin(isChange: boolean, onSet: () => void) {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const [typed, setTyped] = useState<Readonly<Record<PinField, string>>>(NOTHING)
  const [isChecked, setChecked] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const wrong = {
    current: isChange && !isPin(typed.current),
    pin: !isPin(typed.pin),
    again: typed.again !== typed.pin,
  }

  async function submit(): Promise<void> {
    if (isSaving) return
    setChecked(true)
    if (wrong.current || wrong.pin || wrong.again) return
    setSaving(true)
    setRefusal(null)
    const result = await backend.owner.setPin({ current: isChange ? typed.current : null, pin: typed.pin })
    setSaving(false)
    setTyped(NOTHING)
    setChecked(false)
    if (result.ok) onSet()
    else setRefusal({ error: result.error, at: readTime() })
  }

  return {
    typed,
    type: (field: PinField, text: string) =>
      setTyped((before) => ({ ...before, [field]: asciiDigits(text) })),
    isWrong: (field: PinField) => isChecked && wrong[field],
    isSaving,
    refusal,
    submit,
  }
}

const NOTHING = { current: '', pin: '', again: '' } as const
