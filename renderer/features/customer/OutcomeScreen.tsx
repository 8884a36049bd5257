import { useTranslation } from 'react-i18next'
import type { Money } from '../../../shared/money/money.ts'
import type { UsdtText } from '../../../shared/money/usdt.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './customer.module.css'
import { Sign } from './Sign.tsx'

/** What is shown once there is no QR any more. `number` is null when the till did not say which sale it is. */
export type Outcome =
  | { readonly kind: 'seen'; readonly by: 'gateway' | 'chain'; readonly number: number }
  | { readonly kind: 'expired' | 'trouble'; readonly number: number | null }
  | { readonly kind: 'paid' | 'accepted'; readonly number: number; readonly price: Money }
  | { readonly kind: 'short'; readonly number: number; readonly missing: UsdtText }

/** Full bleed: one sign, one word, one sentence. */
export function OutcomeScreen({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('customer')
  const format = useFormat()
  const words = outcome.kind === 'seen' && outcome.by === 'chain' ? 'onChain' : outcome.kind
  return (
    <div className={styles['outcome']} role="status">
      <Sign kind={outcome.kind} />
      <div className={styles['words']}>
        <h1 className={styles['outcomeTitle']}>
          {outcome.kind === 'short' ? (
            <Sentence text="customer:short.title" values={{ amount: outcome.missing }} />
          ) : (
            t(`${words}.title`)
          )}
        </h1>
        <p className={styles['outcomeText']}>
          {t(`${words}.text`)}
          {(outcome.kind === 'paid' || outcome.kind === 'accepted') && (
            <>
              {' · '}
              <bdi>{format.money(outcome.price)}</bdi>
            </>
          )}
        </p>
        {outcome.number !== null && outcome.kind !== 'paid' && outcome.kind !== 'accepted' && (
          <p className={styles['outcomeNumber']}>
            {t('number', { number: format.paymentNumber(outcome.number) })}
          </p>
        )}
      </div>
    </div>
  )
}
