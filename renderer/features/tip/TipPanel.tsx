import { useTranslation } from 'react-i18next'
import type { TipQuestion } from '../../../shared/contract/tip.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { cancelTip, giveTip, noTip } from '../../commands/tip-commands.ts'
import { Card } from '../../elements/Card.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePercent } from '../../lib/use-percent.ts'
import styles from './tip.module.css'

/** The right side while the customer is asked: what they see, for a customer who says it, or has no screen. */
export function TipPanel({ question: { goods, offers } }: { readonly question: TipQuestion }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const percent = usePercent()
  return (
    <section className={styles['panel']} aria-labelledby="tip-title">
      <h2 id="tip-title" className={styles['name']}>
        {t('tip.title')}
      </h2>
      <Card className={styles['card']}>
        <div>
          <p className={styles['goods']}>
            {t('tip.goods')} <strong>{format.money(goods)}</strong>
          </p>
          <p className={styles['text']} role="status">
            {t('tip.text')}
          </p>
        </div>
        <div className={styles['offers']}>
          {giveTip.slice(0, offers.length).map((command, index) => {
            const offer = offers[index]
            return (
              offer && (
                <CommandButton
                  key={offer.basisPoints}
                  command={command}
                  size="large"
                  className={styles['offer']}
                >
                  <span className={styles['words']}>
                    <span>
                      {t('tip.offered', {
                        percent: percent(offer.basisPoints),
                        tip: format.money(offer.tip),
                      })}
                    </span>
                    <span className={styles['total']}>
                      {t('tip.total', { total: format.money(offer.total) })}
                    </span>
                  </span>
                </CommandButton>
              )
            )
          })}
          <CommandButton command={noTip} size="large" className={styles['offer']} />
        </div>
        <div className={styles['actions']}>
          <CommandButton command={cancelTip} />
        </div>
      </Card>
    </section>
  )
}
