import { useContext, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { Result } from '../../../shared/result.ts'
import { TillTimeContext } from '../../lib/use-now.ts'
import { asciiDigits, isPin } from './pin-text.ts'
import type { Giver } from './use-giver.ts'

/** What the owner, or whoever may do it alone, shows and says. `reason` is trimmed; empty where none is asked for. */
export type OwnersWord = { readonly word: Word; readonly reason: string }

/** Why main refused, and when, by the till's time in ms: a locked PIN counts down from there. */
export type Refusal = { readonly error: AppError; readonly at: number }

export type WordAsked = {
  readonly giver: Giver
  readonly asksReason: boolean
  readonly onConfirm: (word: OwnersWord) => Promise<Result<unknown>>
  /** What else has to fit; asked at each try. */
  readonly check?: (() => boolean) | undefined
  /** Where whoever is signed in needs no PIN to say it again: only the reason. */
  readonly onAlone?: ((reason: string) => Promise<Result<unknown>>) | undefined
}

/** What is typed into the owner's form. A refusal clears the PIN and nothing else. */
export function useOwnersWord({ giver, asksReason, check, onConfirm, onAlone }: WordAsked) {
  const readTime = useContext(TillTimeContext)
  const [reason, setReason] = useState('')
  const [pin, setPin] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  /** Counts up whenever the keyboard belongs to the PIN. */
  const [pinTurn, setPinTurn] = useState(0)
  const alone = giver.isSelf ? onAlone : undefined
  const asksPin = alone === undefined
  const missing = {
    reason: asksReason && !isReason(reason),
    pin: asksPin && !isPin(pin),
    giver: asksPin && giver.isNamed && giver.person === undefined,
  }

  function tell(): Promise<Result<unknown>> {
    const said = asksReason ? reason.trim() : ''
    if (alone) return alone(said)
    return onConfirm({ word: { person: giver.person?.id ?? null, pin }, reason: said })
  }

  async function submit(): Promise<void> {
    if (isAsking) return
    setChecked(true)
    if (check && !check()) return
    if (!missing.reason && missing.pin) setPinTurn((turn) => turn + 1)
    if (Object.values(missing).some(Boolean)) return
    setAsking(true)
    setRefusal(null)
    const result = await tell()
    setAsking(false)
    setPin('')
    setChecked(false)
    if (result.ok) return
    setRefusal({ error: result.error, at: readTime() })
    if (asksPin) setPinTurn((turn) => turn + 1)
  }

  return {
    ...{ reason, setReason, pin, asksPin },
    setPin: (text: string) => setPin(asciiDigits(text)),
    isReasonMissing: isChecked && missing.reason,
    isPinMissing: isChecked && missing.pin,
    isGiverMissing: isChecked && missing.giver,
    ...{ isAsking, refusal, pinTurn, submit },
  }
}

/** As main takes it (`Reason`). */
function isReason(text: string): boolean {
  const { length } = text.trim()
  return length >= 3 && length <= 200
}
