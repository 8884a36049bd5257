import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { assertNever } from '../../../shared/assert-never.ts'
import type { CustomerView } from '../../../shared/contract/customer.ts'
import styles from './customer.module.css'
import type { CustomerStore } from './customer-store.ts'
import { DueScreen } from './DueScreen.tsx'
import { IdleScreen } from './IdleScreen.tsx'
import { ModeMark } from './ModeMark.tsx'
import { OutcomeScreen } from './OutcomeScreen.tsx'
import { type AnswerTip, TipScreen } from './TipScreen.tsx'
import { useTimeLeft } from './use-time-left.ts'
import { useViewLook } from './use-view-look.ts'

type CustomerDisplayProps = { readonly store: CustomerStore; readonly onTip: AnswerTip }

/** The whole window: one thing at a time. A change swaps the screen at once. */
export function CustomerDisplay({ store, onTip }: CustomerDisplayProps) {
  const view = useStore(store, (state) => state.view)
  const receivedAt = useStore(store, (state) => state.receivedAt)
  const reach = useStore(store, (state) => state.reach)
  const ready = useViewLook(view)
  if (reach === 'connecting' || !ready) return <main className={styles['display']} data-screen="connecting" />
  if (reach === 'lost' || !view) return <Frame kind="trouble" view={view} screen={<Trouble view={view} />} />
  return <Current view={view} receivedAt={receivedAt} onTip={onTip} />
}

type CurrentProps = {
  readonly view: CustomerView
  readonly receivedAt: number
  readonly onTip: AnswerTip
}

function Current({ view, receivedAt, onTip }: CurrentProps) {
  switch (view.kind) {
    case 'idle':
      return <Frame kind="idle" view={view} screen={<IdleScreen shopName={view.shopName} />} />
    case 'tip':
      return (
        <Frame
          kind="tip"
          view={view}
          screen={<TipScreen key={view.attempt} view={view} onAnswer={onTip} />}
        />
      )
    case 'due':
      return <DueUntilExpiry view={view} receivedAt={receivedAt} key={view.expiresAt} />
    case 'seen':
    case 'paid':
    case 'accepted':
    case 'short':
    case 'expired':
    case 'trouble':
      return <Frame kind={view.kind} view={view} screen={<OutcomeScreen outcome={view} />} />
    default:
      return assertNever(view)
  }
}

type DueProps = { readonly view: Extract<CustomerView, { kind: 'due' }>; readonly receivedAt: number }

/** The window withdraws the QR by its own count, whether or not the till's word arrives. */
function DueUntilExpiry({ view, receivedAt }: DueProps) {
  const leftMs = useTimeLeft(receivedAt + view.leftMs)
  if (leftMs > 0) {
    return <Frame kind="due" view={view} screen={<DueScreen view={view} leftMs={leftMs} />} />
  }
  return (
    <Frame
      kind="expired"
      view={view}
      screen={<OutcomeScreen outcome={{ kind: 'expired', number: view.number }} />}
    />
  )
}

function Trouble({ view }: { readonly view: CustomerView | null }) {
  const number = view && 'number' in view ? view.number : null
  return <OutcomeScreen outcome={{ kind: 'trouble', number }} />
}

type FrameProps = {
  readonly kind: CustomerView['kind']
  readonly view: CustomerView | null
  readonly screen: ReactNode
}

/** Mode marks above and below, the screen between them. */
function Frame({ kind, view, screen }: FrameProps) {
  const { t } = useTranslation('customer')
  const mode = view?.mode ?? 'live'
  useEffect(() => {
    document.title = t('title')
  }, [t])
  return (
    <main className={styles['display']} data-screen={kind} data-mode={mode}>
      <ModeMark mode={mode} kind={kind} edge="start" />
      <div className={styles['stage']}>{screen}</div>
      <ModeMark mode={mode} kind={kind} edge="end" />
    </main>
  )
}
