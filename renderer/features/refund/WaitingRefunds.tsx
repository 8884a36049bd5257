import { Button as AriaButton } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useStores } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { RefundChip } from './RefundChip.tsx'
import styles from './waiting.module.css'

/** Refunds that go no further without somebody, above what else needs attention. Not there without any. */
export function WaitingRefunds({ refunds }: { readonly refunds: readonly RefundView[] }) {
  const { t } = useTranslation('refund')
  if (refunds.length === 0) return null
  return (
    <section className={styles['waiting']} aria-label={t('exceptions.title')}>
      <h3 className={styles['title']}>{t('exceptions.title')}</h3>
      <ul className={styles['list']}>
        {refunds.map((view) => (
          <WaitingRefund key={view.refund.id} view={view} />
        ))}
      </ul>
    </section>
  )
}

function WaitingRefund({ view }: { readonly view: RefundView }) {
  const { t } = useTranslation('refund')
  const format = useFormat()
  const { screen } = useStores()
  const { refund } = view
  return (
    <li>
      <AriaButton
        className={styles['row'] ?? ''}
        onPress={() => showScreen(screen, { kind: 'refund', paymentId: refund.paymentId })}
        preventFocusOnPress
      >
        <span className={styles['number']}>
          {t('exceptions.of', { number: format.paymentNumber(view.number) })}
        </span>
        <UsdtText amount={refund.amount} />
        <RefundChip refund={refund} />
      </AriaButton>
    </li>
  )
}
