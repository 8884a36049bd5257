import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { Result } from '../../../shared/result.ts'
import { type AppStores, useStores } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import {
  type CallbackPage,
  isLooking,
  opened,
  renewed,
  type ShownCallbacks,
  withNews,
  withOlder,
} from './callback-log.ts'
import type { CallbackQuery } from './callback-query.ts'

/** The first page is asked for again at most this often, however much happens. */
const RENEW_MS = 3_000

export type Callbacks = {
  /** Null until the first answer; the last one stays while another is awaited. */
  readonly shown: Result<ShownCallbacks> | null
  readonly isAsking: boolean
  /** Why there are no older ones, until they are asked for again. */
  readonly olderError: AppError | null
  readonly isAskingOlder: boolean
  readonly again: () => void
  readonly showNews: () => void
  readonly showOlder: () => void
}

/** The log of callbacks as far as it has been asked for. An answer to a question that is no longer asked is dropped. */
export function useCallbacks({ text, verdict }: CallbackQuery): Callbacks {
  const backend = useBackend()
  const [shown, setShown] = useState<Result<ShownCallbacks> | null>(null)
  const [isAsking, setAsking] = useState(true)
  const [older, setOlder] = useState<AppError | 'none' | 'asking'>('none')
  const turn = useRef(0)

  const ask = useCallback(
    (before: number | null) => backend.relay.callbacks({ text, verdict, before }),
    [backend, text, verdict],
  )
  const again = useCallback(() => {
    turn.current += 1
    const mine = turn.current
    setAsking(true)
    setOlder('none')
    void ask(null).then((page) => {
      if (mine !== turn.current) return
      setShown(page.ok ? { ok: true, value: opened(page.value) } : page)
      setAsking(false)
    })
  }, [ask])
  useEffect(again, [again])

  const take = useCallback((to: (now: ShownCallbacks) => ShownCallbacks) => {
    setShown((now) => (now?.ok ? { ok: true, value: to(now.value) } : now))
  }, [])
  useRenewal(ask, turn, shown, take)

  const showOlder = async (): Promise<void> => {
    const last = shown?.ok ? shown.value.rows.at(-1) : undefined
    if (!last || older === 'asking') return
    const mine = turn.current
    setOlder('asking')
    const page = await ask(last.id)
    if (mine !== turn.current) return
    setOlder(page.ok ? 'none' : page.error)
    if (page.ok) take((now) => withOlder(now, page.value))
  }
  return {
    shown,
    isAsking,
    olderError: typeof older === 'string' ? null : older,
    isAskingOlder: older === 'asking',
    again,
    showNews: () => take(withNews),
    showOlder: () => void showOlder(),
  }
}

/** Asks for the first page once in a while when something has happened, or a look has not ended. A failure changes nothing. */
function useRenewal(
  ask: (before: null) => Promise<Result<CallbackPage>>,
  turn: { readonly current: number },
  shown: Result<ShownCallbacks> | null,
  take: (to: (now: ShownCallbacks) => ShownCallbacks) => void,
): void {
  const stores = useStores()
  const seen = useRef(revisionOf(stores))
  const awaitsLook = shown?.ok === true && isLooking(shown.value)
  useEffect(() => {
    const renew = async (): Promise<void> => {
      const mine = turn.current
      seen.current = revisionOf(stores)
      const page = await ask(null)
      if (mine === turn.current && page.ok) take((now) => renewed(now, page.value))
    }
    const timer = setInterval(() => {
      if (awaitsLook || seen.current !== revisionOf(stores)) void renew()
    }, RENEW_MS)
    return () => clearInterval(timer)
  }, [ask, turn, stores, take, awaitsLook])
}

/** Changes with everything that main tells. */
function revisionOf({ till, payments }: AppStores): string {
  return `${till.getState().till?.revision} ${payments.getState().payments?.revision}`
}
