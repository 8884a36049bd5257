import { CircleCheck } from 'lucide-react'
import { useCallback, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExceptionRow } from '../../../shared/contract/reports.ts'
import { microUsdt, type UsdtText as Usdt } from '../../../shared/money/usdt.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { lookAt } from '../../commands/parking-commands.ts'
import { closeScreen } from '../../commands/screen-commands.ts'
import { useApp } from '../../commands/use-command.ts'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { WaitingRefunds } from '../refund/WaitingRefunds.tsx'
import { ExceptionItem } from './ExceptionItem.tsx'
import styles from './exceptions.module.css'
import { useExceptions } from './use-exceptions.ts'

/** As many as any window shows at once. */
const AT_ONCE = 24

/** Everything that a person still has to deal with, of any day, the newest first. */
export function ExceptionsView() {
  const { t } = useTranslation(['cashier', 'common'])
  const exceptions = useExceptions()
  return (
    <section className={styles['view']} aria-labelledby="exceptions-title">
      <div className={styles['head']}>
        <h2 id="exceptions-title" className={styles['title']}>
          {t('exceptions.title')}
        </h2>
        <p className={styles['days']}>{t('exceptions.allDays')}</p>
      </div>
      {exceptions === null && <p className={styles['wait']}>{t('common:loading')}</p>}
      {exceptions?.ok === false && (
        <div className={styles['wait']} role="alert">
          <ErrorText error={exceptions.error} />
        </div>
      )}
      {exceptions?.ok === true && (
        <div className={styles['lists']}>
          <WaitingRefunds refunds={exceptions.value.refunds} />
          {(exceptions.value.rows.length > 0 || exceptions.value.refunds.length === 0) && (
            <Rows rows={exceptions.value.rows} />
          )}
        </div>
      )}
      <div className={styles['foot']}>
        {exceptions?.ok === true && <TotalOwed amount={exceptions.value.owedUsdt} />}
        <CommandButton command={closeScreen} />
      </div>
    </section>
  )
}

function Rows({ rows }: { readonly rows: readonly ExceptionRow[] }) {
  const { t } = useTranslation('cashier')
  const app = useApp()
  /** The payment whose row asks for the owner's word. */
  const [asked, setAsked] = useState<string | null>(null)
  // The rows that are seen come first, the others without holding up the keypad.
  const shown = useDeferredValue(rows, rows.slice(0, AT_ONCE))
  const onOpen = useCallback((id: string) => lookAt(app, id), [app])
  if (rows.length === 0) {
    return (
      <EmptyState title={t('exceptions.none')} icon={<CircleCheck size={40} strokeWidth={1.5} />}>
        {t('exceptions.noneHint')}
      </EmptyState>
    )
  }
  return (
    <ul className={styles['list']} aria-label={t('exceptions.title')}>
      {shown.map((row) => (
        <ExceptionItem
          key={row.payment.id}
          row={row}
          isAsked={asked === row.payment.id}
          onOpen={onOpen}
          onAsk={setAsked}
        />
      ))}
    </ul>
  )
}

function TotalOwed({ amount }: { readonly amount: Usdt }) {
  const { t } = useTranslation('cashier')
  return (
    <p className={styles['total']} data-owed={microUsdt(amount) > 0n}>
      {t('exceptions.totalOwed')}{' '}
      <strong>
        <UsdtText amount={amount} />
      </strong>
    </p>
  )
}
