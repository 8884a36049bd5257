import { useContext, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { Result } from '../../../shared/result.ts'
import { TillTimeContext } from '../../lib/use-now.ts'
import { asciiDigits, isPin } from './pin-text.ts'

/** What the owner shows and says. `reason` is trimmed; empty where none is asked for. */
export type OwnersWord = { readonly word: Word; readonly reason: string }

/** Why main refused, and when, by the till's time in ms: a locked PIN counts down from there. */
export type Refusal = { readonly error: AppError; readonly at: number }

/** What is typed into the owner's form. A refusal clears the PIN and nothing else. */
export function useOwnersWord(asksReason: boolean, confirm: (word: OwnersWord) => Promise<Result<unknown>>) {
  const readTime = useContext(TillTimeContext)
  const [reason, setReason] = useState('')
  const [pin, setPin] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  /** Counts up whenever the keyboard belongs to the PIN. */
  const [pinTurn, setPinTurn] = useState(0)
  const isReasonMissing = asksReason && !isReason(reason)
  const isPinMissing = !isPin(pin)

  async function submit(): Promise<void> {
    if (isAsking) return
    setChecked(true)
    if (!isReasonMissing && isPinMissing) setPinTurn((turn) => turn + 1)
    if (isReasonMissing || isPinMissing) return
    setAsking(true)
    setRefusal(null)
    const result = await confirm({ word: { person: null, pin }, reason: asksReason ? reason.trim() : '' })
    setAsking(false)
    setPin('')
    setChecked(false)
    if (result.ok) return
    setRefusal({ error: result.error, at: readTime() })
    setPinTurn((turn) => turn + 1)
  }

  return {
    reason,
    setReason,
    pin,
    setPin: (text: string) => setPin(asciiDigits(text)),
    isReasonMissing: isChecked && isReasonMissing,
    isPinMissing: isChecked && isPinMissing,
    isAsking,
    refusal,
    pinTurn,
    submit,
  }
}

/** As main takes it (`Reason`). */
function isReason(text: string): boolean {
  const { length } = text.trim()
  return length >= 3 && length <= 200
}
