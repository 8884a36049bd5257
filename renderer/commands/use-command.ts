import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { type AppStores, useStores } from '../stores/app-stores.ts'
import { useBackend } from '../stores/backend-context.ts'
import { ALL_COMMANDS } from './all-commands.ts'
import { type App, type AppState, type Command, commandForKey, isOffered, readAppState } from './command.ts'

/** What commands act on, for handlers. */
export function useApp(): App {
  const backend = useBackend()
  const stores = useStores()
  return useMemo(() => ({ backend, stores }), [backend, stores])
}

/** A command as a button wants it. */
export function useCommand(command: Command) {
  const { t } = useTranslation(['common', 'cashier', 'lock'])
  const app = useApp()
  const isAvailable = useAppState((state) => isOffered(command, state))
  // The cap tells the truth: it stands out only where pressing that key runs this very command.
  const isKeyActive = useAppState((state) => {
    const key = command.keys[0]
    return key !== undefined && commandForKey(ALL_COMMANDS, state, key) === command
  })
  const run = useCallback(() => {
    const state = readAppState(app.stores)
    if (state && isOffered(command, state)) command.run(app)
  }, [command, app])
  const { cap } = command
  return {
    isAvailable,
    isKeyActive,
    run,
    label: t(command.label),
    cap: cap === null ? undefined : typeof cap === 'object' ? cap.letter : t(cap),
  }
}

/** A yes or no about the whole state. */
export function useAppState(question: (state: AppState) => boolean): boolean {
  const stores = useStores()
  const subscribe = useCallback((listener: () => void) => subscribeAll(stores, listener), [stores])
  return useSyncExternalStore(subscribe, () => {
    const state = readAppState(stores)
    return state !== undefined && question(state)
  })
}

function subscribeAll(stores: AppStores, listener: () => void): () => void {
  const stops = Object.values(stores).map((store) => store.subscribe(listener))
  return () => {
    for (const stop of stops) stop()
  }
}
