import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { Difference } from '../../../shared/reconciliation/difference.ts'
import { useApp } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useBooks, useStores, useTill } from '../../stores/app-stores.ts'
import type { Look } from '../../stores/books-store.ts'
import { type Screen, showScreen } from '../../stores/screen-store.ts'
import styles from './books.module.css'
import { compare, lookNow } from './comparing.ts'
import { type Place, placeOf } from './difference-place.ts'

type DifferenceStepProps = {
  readonly line: Difference
  readonly onOpen: (paymentId: string) => void
}

/** What to do about a line: done here, or the way to where it is done. */
export function DifferenceStep({ line, onOpen }: DifferenceStepProps) {
  const place = placeOf(line)
  switch (place) {
    case 'look':
      return <LookStep line={line} />
    case 'compare':
      return <CompareStep />
    case 'dashboard':
      return <DashboardStep line={line} />
    default:
      return <PlaceStep line={line} place={place} onOpen={onOpen} />
  }
}

function LookStep({ line }: { readonly line: Difference }) {
  const { t } = useTranslation('books')
  const app = useApp()
  const mode = useTill((till) => till.mode)
  const look = useBooks(({ looks }) => (line.payment === null ? undefined : looks[line.payment.id]))
  return (
    <div className={styles['step']}>
      <Button isDisabled={look?.kind === 'looking'} onPress={() => void lookNow(app, mode, line)}>
        {t('action.lookNow')}
      </Button>
      <p className={styles['told']} role="status">
        {look !== undefined && <LookText look={look} />}
      </p>
    </div>
  )
}

function LookText({ look }: { readonly look: Look }) {
  const { t } = useTranslation(['books', 'settings'])
  if (look.kind === 'received')
    return <Sentence text="books:look.received" values={{ amount: look.amount }} />
  if (look.kind !== 'moved') return t(`books:look.${look.kind}`)
  return t('books:look.moved', { status: t(`settings:callbacks.status.${look.status}`) })
}

function CompareStep() {
  const { t } = useTranslation('books')
  const app = useApp()
  const mode = useTill((till) => till.mode)
  const days = useBooks(({ comparison }) => (comparison.kind === 'done' ? comparison.report.days : null))
  return (
    <div className={styles['step']}>
      <Button isDisabled={days === null} onPress={() => days && void compare(app, mode, days)}>
        {t('action.readAgain')}
      </Button>
    </div>
  )
}

/** The page of the mode's own account; of the sandbox's none is known. */
function DashboardStep({ line }: { readonly line: Difference }) {
  const { t } = useTranslation('books')
  const { backend } = useApp()
  const mode = useTill((till) => till.mode)
  const link = mode === 'practice' ? 'practicePanel' : 'dashboardPayments'
  return (
    <div className={styles['step']}>
      <p>{t(`action.${line.action}`)}</p>
      {mode !== 'sandbox' && (
        <Button onPress={() => void backend.till.openLink({ link })}>
          {t(mode === 'practice' ? 'place.panel' : 'place.dashboard')}
        </Button>
      )}
    </div>
  )
}

type Elsewhere = Exclude<Place, 'look' | 'compare' | 'dashboard'>

type PlaceStepProps = DifferenceStepProps & { readonly place: Elsewhere | null }

function PlaceStep({ line, place, onOpen }: PlaceStepProps) {
  const { t } = useTranslation('books')
  const { screen } = useStores()
  const go = (to: Elsewhere): void => {
    const shown = screenOf(to)
    if (shown !== null) showScreen(screen, shown)
    else if (line.payment !== null) onOpen(line.payment.id)
  }
  return (
    <div className={styles['step']}>
      <p>{t(`action.${line.action}`)}</p>
      {place !== null && <Button onPress={() => go(place)}>{t(`place.${place}`)}</Button>}
    </div>
  )
}

/** Null: the payment's own history, which opens in this place. */
function screenOf(place: Elsewhere): Screen | null {
  switch (place) {
    case 'exceptions':
      return { kind: 'exceptions' }
    case 'gateway':
    case 'relay':
      return { kind: 'settings', section: place }
    case 'callbacks':
      return { kind: 'settings', section: 'callbacks', refusedOnly: true }
    case 'history':
      return null
    default:
      return assertNever(place)
  }
}
