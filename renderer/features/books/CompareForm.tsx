import { useTranslation } from 'react-i18next'
import type { ReconciliationProgress } from '../../../shared/contract/reconciliation.ts'
import { useApp } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useBooks, usePayments, useTill } from '../../stores/app-stores.ts'
import { SignInForm } from '../account/SignInForm.tsx'
import { useSignedInLeft } from '../account/use-sign-in.ts'
import styles from './books.module.css'
import { daysOf, wrongDays } from './chosen-days.ts'
import { cancel, compare } from './comparing.ts'
import { DaysForm } from './DaysForm.tsx'

/** The days, the sign-in that the gateway's list needs, and the one button. */
export function CompareForm() {
  const { t } = useTranslation('books')
  const isSignedIn = useSignedInLeft() !== null
  const endedEarly = useBooks(
    ({ comparison }) =>
      comparison.kind === 'failed' && comparison.error.code === 'signInAgain' && comparison.hasBegun,
  )
  return (
    <div className={styles['block']}>
      <DaysForm />
      {!isSignedIn && (
        <p className={styles['needed']}>{endedEarly ? t('signIn.ended') : t('signIn.needed')}</p>
      )}
      <SignInForm />
      <Run isSignedIn={isSignedIn} />
    </div>
  )
}

function Run({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { t } = useTranslation('books')
  const app = useApp()
  const mode = useTill((till) => till.mode)
  const today = usePayments((payments) => payments.today.day)
  const choice = useBooks((books) => books.choice)
  const comparison = useBooks((books) => books.comparison)
  const isLooking = useBooks((books) => books.again.kind === 'running')
  const days = daysOf(choice, today)
  const isRunning = comparison.kind === 'running'
  return (
    <div className={styles['run']}>
      {isRunning ? (
        <Button onPress={() => cancel(app, mode)}>{t('run.cancel')}</Button>
      ) : (
        <Button
          variant="primary"
          isDisabled={!isSignedIn || isLooking || wrongDays(days, today) !== null}
          onPress={() => void compare(app, mode, days)}
        >
          {t('run.start')}
        </Button>
      )}
      <div className={styles['progress']} role="status">
        {isRunning && <Progress progress={comparison.progress} />}
        {comparison.kind === 'done' && <Outcome found={comparison.report.found} />}
      </div>
    </div>
  )
}

/** The list may be below the window's edge. */
function Outcome({ found }: { readonly found: number }) {
  const { t } = useTranslation('books')
  const format = useFormat()
  return (
    <p>{found === 0 ? t('result.none') : t('result.found', { count: found, value: format.count(found) })}</p>
  )
}

/** Said in words, and drawn where it is known how much there is. */
function Progress({ progress }: { readonly progress: ReconciliationProgress | null }) {
  const { t } = useTranslation('books')
  const format = useFormat()
  if (progress?.step === 'comparing') return <p>{t('run.comparing')}</p>
  if (progress?.step !== 'reading' || progress.rows === 0) return <p>{t('run.asking')}</p>
  const { rows, of } = progress
  if (of === null) return <p>{t('run.read', { rows: format.count(rows) })}</p>
  return (
    <>
      <p>{t('run.readOf', { rows: format.count(rows), of: format.count(of) })}</p>
      <progress className={styles['bar']} aria-label={t('run.label')} value={rows} max={Math.max(of, rows)} />
    </>
  )
}
