import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import { money } from '../../../shared/money/money.ts'
import { openExceptions } from '../../commands/screen-commands.ts'
import { useCommand } from '../../commands/use-command.ts'
import { Card } from '../../elements/Card.tsx'
import { KeyCap } from '../../elements/KeyCap.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useMay } from '../../lib/use-may.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './today.module.css'

export function TotalsCards() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const today = usePayments((state) => state.today)
  const seesAll = useMay('seeTill') === 'always'
  return (
    <div className={styles['totals']}>
      <dl className={styles['sums']}>
        <Total name={t('today.payments')}>{format.count(today.payments)}</Total>
        <Total name={t('today.gross')} below={<Tips />}>
          <MoneyText amount={money(today.paidMinor, today.currency)} />
        </Total>
      </dl>
      {seesAll && <Attention />}
    </div>
  )
}

type TotalProps = { readonly name: string; readonly children: ReactNode; readonly below?: ReactNode }

function Total({ name, children, below }: TotalProps) {
  return (
    <Card className={styles['total']}>
      <dt className={styles['name']}>{name}</dt>
      <dd className={styles['sum']}>{children}</dd>
      {below}
    </Card>
  )
}

/** Apart from the gross. There as long as tips are asked for, so that nothing moves with the first. */
function Tips() {
  const { t } = useTranslation('cashier')
  const { tipsMinor, currency } = usePayments((state) => state.today)
  const isAsked = useTill((till) => till.settings.tips !== null)
  if (!isAsked && tipsMinor === 0) return null
  return (
    <>
      <dt className={styles['tips']}>{t('today.tips')}</dt>{' '}
      <dd className={styles['tips']}>
        <MoneyText amount={money(tipsMinor, currency)} />
      </dd>
    </>
  )
}

/** How many payments of any day a person still has to deal with; it opens their list. */
function Attention() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const count = usePayments((state) => state.exceptions)
  const { run, cap, isKeyActive } = useCommand(openExceptions)
  return (
    <AriaButton className={styles['attention'] ?? ''} onPress={run} preventFocusOnPress>
      <span className={styles['name']}>{t('today.attention')}</span>
      <span className={styles['sum']} data-warning={count > 0}>
        {format.count(count)}
      </span>
      {cap !== undefined && <KeyCap isActive={isKeyActive}>{cap}</KeyCap>}
    </AriaButton>
  )
}
