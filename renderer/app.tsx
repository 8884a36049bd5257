import { useCallback, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { TillBackend } from '../shared/contract/contract.ts'
import { ErrorText } from './elements/ErrorText.tsx'
import { EstimateEvents } from './events/EstimateEvents.tsx'
import { KeyboardEvents } from './events/KeyboardEvents.tsx'
import { LookEvents } from './events/LookEvents.tsx'
import { PaidEvents } from './events/PaidEvents.tsx'
import { ParkedEvents } from './events/ParkedEvents.tsx'
import { RingEvents } from './events/RingEvents.tsx'
import { SessionEvents } from './events/SessionEvents.tsx'
import { ShownEvents } from './events/ShownEvents.tsx'
import { TouchedEvents } from './events/TouchedEvents.tsx'
import { Shell } from './features/shell/Shell.tsx'
import styles from './features/shell/shell.module.css'
import { localeOf } from './i18n.ts'
import { isShut } from './lib/permission.ts'
import { TimeZoneContext } from './lib/use-format.ts'
import { TillTimeContext } from './lib/use-now.ts'
import { type AppStores, StoresContext, useStores, useTill } from './stores/app-stores.ts'
import { BackendContext } from './stores/backend-context.ts'
import { tillTime } from './stores/till-store.ts'

type AppProps = { readonly backend: TillBackend; readonly stores: AppStores }

/** The cashier's window: mirrors of main, one keyboard, one shell. */
export function App({ backend, stores }: AppProps) {
  return (
    <BackendContext value={backend}>
      <StoresContext value={stores}>
        <WhenKnown />
      </StoresContext>
    </BackendContext>
  )
}

/** Nothing is drawn before main has said what to draw. */
function WhenKnown() {
  const stores = useStores()
  const hasTill = useStore(stores.till, ({ till }) => till !== null)
  const hasPayments = useStore(stores.payments, ({ payments }) => payments !== null)
  const failure = useStore(stores.till, (state) => state.failure)
  if (!hasTill && failure !== null) {
    return (
      <main className={styles['failure']} role="alert">
        <ErrorText error={failure} />
      </main>
    )
  }
  if (!hasTill || !hasPayments) return null
  return (
    <>
      <LookEvents />
      <SessionEvents />
      <WhileOpen />
      <RingEvents />
      <KeyboardEvents />
      <WhenReadable />
    </>
  )
}

/** What asks main for something by itself waits while the till is shut: main would refuse it. */
function WhileOpen() {
  const isOpen = useTill(({ session }) => !isShut(session))
  const isWatched = useTill(({ session }) => session.kind === 'signedIn')
  return (
    isOpen && (
      <>
        <EstimateEvents />
        <PaidEvents />
        <ParkedEvents />
        {isWatched && <TouchedEvents />}
      </>
    )
  )
}

/** Waits for the first language only; a later change switches over in place. */
function WhenReadable() {
  const { i18n } = useTranslation()
  const language = useTill((till) => till.settings.language)
  const timeZone = useTill((till) => till.settings.timeZone)
  const { till } = useStores()
  const readTime = useCallback(() => tillTime(till), [till])
  const [isReadable, setReadable] = useState(i18n.language === language)
  useEffect(() => {
    if (i18n.language === language) setReadable(true)
  }, [i18n.language, language])
  if (!isReadable) return null
  return (
    <I18nProvider locale={localeOf(i18n.language)}>
      <TimeZoneContext value={timeZone}>
        <TillTimeContext value={readTime}>
          <Shell />
          <ShownEvents />
        </TillTimeContext>
      </TimeZoneContext>
    </I18nProvider>
  )
}
