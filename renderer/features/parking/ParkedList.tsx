import { Bell, CirclePause } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { lookAt } from '../../commands/parking-commands.ts'
import { closeScreen } from '../../commands/screen-commands.ts'
import { useApp } from '../../commands/use-command.ts'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { usePayments } from '../../stores/app-stores.ts'
import { PaymentRow } from '../today/PaymentRow.tsx'
import styles from './parked-list.module.css'

/** Everything that is parked, the oldest first: what lies on the counter is for whoever stands there. */
export function ParkedList() {
  const { t } = useTranslation('cashier')
  const app = useApp()
  const parked = usePayments((state) => state.parked)
  return (
    <section className={styles['view']} aria-labelledby="parked-title">
      <h2 id="parked-title" className={styles['title']}>
        {t('parking.title')}
      </h2>
      {parked.length === 0 ? (
        <EmptyState title={t('parking.none')} icon={<CirclePause size={40} strokeWidth={1.5} />}>
          {t('parking.noneHint')}
        </EmptyState>
      ) : (
        <ul className={styles['list']}>
          {parked.map(({ view: { payment }, moved }) => (
            <li key={payment.id} className={styles['item']}>
              <PaymentRow payment={payment} onOpen={() => lookAt(app, payment.id)} />
              <span className={styles['news']}>
                {moved && (
                  <span className={styles['new']}>
                    <Bell size={12} strokeWidth={2.5} aria-hidden="true" />
                    {t('parking.new')}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['foot']}>
        <CommandButton command={closeScreen} />
      </div>
    </section>
  )
}
