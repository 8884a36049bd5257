import { LockKeyhole } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../elements/Button.tsx'
import { useTill } from '../../../stores/app-stores.ts'
import { TillBanner } from '../../shell/TillBanner.tsx'
import { LockStatus } from './LockStatus.tsx'
import styles from './lock.module.css'
import { NameChoice } from './NameChoice.tsx'
import { PinPad } from './PinPad.tsx'
import { recovery } from './recovery-part.ts'
import { Unreadable } from './Unreadable.tsx'
import { useLockKeys } from './use-lock-keys.ts'
import { type PinEntry, usePinEntry } from './use-pin-entry.ts'

/** All there is while nobody is signed in: what goes on with the customer's money, and who wants to take over. */
export function LockScreen() {
  const entry = usePinEntry()
  const [recovering, setRecovering] = useState<string | null>(null)
  if (entry.here.length === 0) return <NobodyKnown />
  const owner = entry.here.find(({ id, role }) => id === recovering && role === 'owner')
  if (owner === undefined) return <SignIn entry={entry} onForgotten={setRecovering} />
  return (
    <main className={styles['recovery']}>
      <TillBanner />
      <div className={styles['side']}>
        <LockStatus />
        <Suspense fallback={null}>
          <recovery.Part owner={owner} onEnd={() => setRecovering(null)} />
        </Suspense>
      </div>
    </main>
  )
}

/** The till has people, and their journal cannot be read. */
function NobodyKnown() {
  return (
    <main className={styles['recovery']}>
      <TillBanner />
      <div className={styles['side']}>
        <LockStatus />
        <Unreadable />
      </div>
    </main>
  )
}

type SignInProps = { readonly entry: PinEntry; readonly onForgotten: (person: string) => void }

function SignIn({ entry, onForgotten }: SignInProps) {
  const { t } = useTranslation('lock')
  const form = useRef<HTMLFormElement>(null)
  useLockKeys(entry, form)
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={t('signIn')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void entry.submit()
      }}
    >
      <main className={styles['body']}>
        <PinPad entry={entry} />
        <div className={styles['right']}>
          <TillBanner />
          <div className={styles['side']}>
            <LockStatus />
            <Heading />
            <NameChoice entry={entry} />
            <Forgotten entry={entry} onForgotten={onForgotten} />
          </div>
        </div>
      </main>
    </form>
  )
}

function Heading() {
  const { t } = useTranslation('lock')
  const lockedBy = useTill(({ session, people }) =>
    session.kind === 'locked' ? people.find(({ id }) => id === session.person) : undefined,
  )
  return (
    <header className={styles['heading']}>
      <LockKeyhole size={28} aria-hidden="true" />
      <div>
        <h2 className={styles['title']}>{t('title')}</h2>
        <p className={styles['lead']}>
          {lockedBy === undefined ? t('nobody') : t('locked', { name: lockedBy.name })}
        </p>
      </div>
    </header>
  )
}

/** An owner proves with the gateway's key that it is them; for everybody else an owner sets a new PIN. */
function Forgotten({ entry: { chosen }, onForgotten }: SignInProps) {
  const { t } = useTranslation('lock')
  if (chosen === undefined) return <div className={styles['forgotten']} />
  return (
    <div className={styles['forgotten']}>
      {chosen.role === 'owner' ? (
        <Button variant="quiet" onPress={() => onForgotten(chosen.id)}>
          {t('forgotten')}
        </Button>
      ) : (
        <p>{t('askOwner')}</p>
      )}
    </div>
  )
}
