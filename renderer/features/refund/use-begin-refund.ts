import { useContext, useEffect, useRef, useState } from 'react'
import type { PaymentRefunds } from '../../../shared/contract/refunds.ts'
import { formatUsdt, microUsdt, parseUsdt, type UsdtText } from '../../../shared/money/usdt.ts'
import type { Result } from '../../../shared/result.ts'
import { TillTimeContext } from '../../lib/use-now.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { asciiDigits, isPin } from '../owner/pin-text.ts'
import { useGiver } from '../owner/use-giver.ts'
import type { Refusal } from '../owner/use-owners-word.ts'

type Checked = Result<{ readonly address: string }>

export type RefundWay = 'payout' | 'byHand'

/** What is typed or scanned to begin a refund. A refusal clears the PIN and nothing else. */
export function useBeginRefund(
  paymentId: string,
  { refundable, owed, noPayout }: PaymentRefunds,
  onBegun: (id: string) => void,
) {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const [way, setWay] = useState<RefundWay>(noPayout === null ? 'payout' : 'byHand')
  const [amount, setAmount] = useState(() => shortest(presetOf(refundable, owed)))
  const [address, setAddress] = useState('')
  const [reason, setReason] = useState('')
  const [pin, setPin] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isBusy = useRef(false)
  const giver = useGiver('refund')
  const usdt = amountIn(amount)
  const checked = useCheckedAddress(address)
  const wrong = {
    amount: usdt === undefined || microUsdt(usdt) > microUsdt(refundable),
    address: checked?.ok !== true,
    reason: reason.trim().length < 3,
    pin: !isPin(pin),
    giver: giver.isNamed && giver.person === undefined,
  }

  async function submit(): Promise<void> {
    if (isBusy.current) return
    setChecked(true)
    if (usdt === undefined || wrong.amount || wrong.address || wrong.reason || wrong.pin || wrong.giver)
      return
    isBusy.current = true
    setAsking(true)
    setRefusal(null)
    const attempt = crypto.randomUUID()
    const word = { person: giver.person?.id ?? null, pin }
    const input = { attempt, paymentId, way, address, amount: usdt, reason: reason.trim(), word }
    const begun = await backend.refunds.begin(input)
    isBusy.current = false
    setAsking(false)
    setPin('')
    setChecked(false)
    if (begun.ok) onBegun(begun.value.refund.id)
    else setRefusal({ error: begun.error, at: readTime() })
  }

  return {
    ...{ way, setWay, amount, setAmount, usdt, address, setAddress, checked, reason, setReason },
    ...{ giver, pin },
    setPin: (text: string) => setPin(asciiDigits(text)),
    isWrong: (field: keyof typeof wrong) => isChecked && wrong[field],
    ...{ isAsking, refusal, submit },
  }
}

/** What main makes of the text; null until it has said, or while nothing is there. */
function useCheckedAddress(text: string): Checked | null {
  const backend = useBackend()
  const trimmed = text.trim()
  const [said, setSaid] = useState<{ readonly text: string; readonly result: Checked } | null>(null)
  useEffect(() => {
    if (trimmed === '') return
    let isCurrent = true
    void backend.refunds.checkAddress({ text: trimmed }).then((result) => {
      if (isCurrent) setSaid({ text: trimmed, result })
    })
    return () => {
      isCurrent = false
    }
  }, [backend, trimmed])
  // The answer to what was typed before says nothing about what stands there now.
  return said?.text === trimmed ? said.result : null
}

/** What is owed, as far as it can be given back; all of it where nothing is. */
export function presetOf(refundable: UsdtText, owed: UsdtText): UsdtText {
  const [most, due] = [microUsdt(refundable), microUsdt(owed)]
  return formatUsdt(due === 0n || due > most ? most : due)
}

/** "12.500000" as people write it: "12.5". */
export function shortest(amount: UsdtText): string {
  return amount.replace(/\.?0+$/, '')
}

/** Undefined for what is no amount of USDT above zero. */
export function amountIn(text: string): UsdtText | undefined {
  const written = text.trim().replace(/[٠-٩۰-۹]/g, (digit) => asciiDigits(digit))
  if (!/^\d{1,15}([.,٫]\d{0,6})?$/.test(written)) return undefined
  const micro = parseUsdt(written.replace(/[,٫]/, '.').replace(/\.$/, ''), 'exact')
  return micro === undefined || micro <= 0n ? undefined : formatUsdt(micro)
}
