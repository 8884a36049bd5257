import { useState } from 'react'
import { asciiDigits, isPin } from '../owner/pin-text.ts'

export type NewPinField = 'pin' | 'again'

const NOTHING = { pin: '', again: '' } as const

/** A new PIN, typed twice. */
export function useTypedPin() {
  const [typed, setTyped] = useState<Readonly<Record<NewPinField, string>>>(NOTHING)
  const [isChecked, setChecked] = useState(false)
  const wrong = { pin: !isPin(typed.pin), again: typed.again !== typed.pin }
  return {
    typed,
    type: (field: NewPinField, text: string) =>
      setTyped((before) => ({ ...before, [field]: asciiDigits(text) })),
    isWrong: (field: NewPinField) => isChecked && wrong[field],
    /** From here on what does not fit is said. Returns whether all of it does. */
    check: (): boolean => {
      setChecked(true)
      return !wrong.pin && !wrong.again
    },
    clear: () => {
      setTyped(NOTHING)
      setChecked(false)
    },
  }
}

export type TypedPin = ReturnType<typeof useTypedPin>
