import { useTranslation } from 'react-i18next'
import type { PaymentRefunds } from '../../../shared/contract/refunds.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import { Button } from '../../elements/Button.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { SignInForm } from '../account/SignInForm.tsx'
import { RefundChip } from './RefundChip.tsx'
import styles from './refund.module.css'

type RefundAsideProps = {
  readonly refunds: PaymentRefunds
  readonly shownId: string | null
  readonly onChoose: (id: string) => void
}

/** What can be given back, who is signed in, and every refund of the payment so far. */
export function RefundAside({ refunds, shownId, onChoose }: RefundAsideProps) {
  const { t } = useTranslation('refund')
  return (
    <aside className={styles['aside']}>
      <dl className={styles['facts']}>
        <Fact name={t('fact.received')} amount={refunds.received} />
        <Fact name={t('fact.refundable')} amount={refunds.refundable} />
        {microUsdt(refunds.owed) > 0n && <Fact name={t('fact.owed')} amount={refunds.owed} />}
      </dl>
      <SignIn />
      {refunds.refunds.length > 0 && (
        <section className={styles['block']} aria-label={t('earlier')}>
          <h3 className={styles['blockTitle']}>{t('earlier')}</h3>
          <ul className={styles['list']}>
            {refunds.refunds.map(({ refund }) => (
              <li key={refund.id} aria-current={refund.id === shownId}>
                <Button variant="quiet" isWide onPress={() => onChoose(refund.id)}>
                  <span className={styles['row']}>
                    <UsdtText amount={refund.amount} />
                    <RefundChip refund={refund} />
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

function Fact({ name, amount }: { readonly name: string; readonly amount: string }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>
        <UsdtText amount={amount} />
      </dd>
    </div>
  )
}

/** Always in its place, so that nothing moves when the five minutes are over. */
function SignIn() {
  const { t } = useTranslation('refund')
  const isThere = useTill((till) => till.account.isThere)
  if (!isThere) return null
  return (
    <section className={styles['block']} aria-label={t('form.signIn')}>
      <SignInForm />
    </section>
  )
}
