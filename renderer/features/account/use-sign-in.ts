import { useRef, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import { useNow } from '../../lib/use-now.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** How long the sign-in still lasts, in ms; null when nobody is signed in. Main has the last word. */
export function useSignedInLeft(): number | null {
  const until = useTill((till) => till.account.signedInUntil)
  const now = useNow()
  const left = until === null ? 0 : Date.parse(until) - now
  return left > 0 ? left : null
}

/** What is typed to sign in. Neither e-mail nor password outlives the answer, save the e-mail after a refusal. */
export function useSignIn() {
  const backend = useBackend()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)
  const isBusy = useRef(false)
  const wrong = { email: email.trim().length < 3, password: password === '' }

  async function submit(): Promise<void> {
    if (isBusy.current) return
    setChecked(true)
    if (wrong.email || wrong.password) return
    isBusy.current = true
    setAsking(true)
    setFailure(null)
    const result = await backend.account.signIn({ email: email.trim(), password })
    isBusy.current = false
    setAsking(false)
    setPassword('')
    setChecked(false)
    if (result.ok) setEmail('')
    else setFailure(result.error)
  }

  return {
    email,
    setEmail,
    password,
    setPassword,
    isWrong: (field: keyof typeof wrong) => isChecked && wrong[field],
    isAsking,
    failure,
    submit,
  }
}
