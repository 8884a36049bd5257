import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { useGatewayTitle } from '../../lib/use-gateway-title.ts'
import styles from './dashboard.module.css'
import { lengthOf, type Measure, type Sold } from './measure.ts'
import { PictureCard } from './PictureCard.tsx'
import { SoldCells } from './SoldCells.tsx'
import { useDrawnCurrency } from './use-drawn-currency.ts'

type CardProps = { readonly figures: Dashboard; readonly measure: Measure }

/** Who sold how much. At a till without people there is nobody to name. */
export function CashiersCard({ figures, measure }: CardProps) {
  const { t } = useTranslation('dashboard')
  const rows = figures.cashiers.map(({ cashier, sold }) => ({
    key: cashier?.id ?? '',
    name: cashier === null ? t('nobody') : <bdi>{cashier.name}</bdi>,
    sold,
  }))
  if (figures.cashiers.every(({ cashier }) => cashier === null)) return null
  return <PartsCard of="cashiers" rows={rows} figures={figures} measure={measure} />
}

/** Through which gateway. */
export function GatewaysCard({ figures, measure }: CardProps) {
  const rows = figures.gateways.map(({ gateway, sold }) => ({
    key: gateway,
    name: <GatewayName gateway={gateway} />,
    sold,
  }))
  if (rows.length === 0) return null
  return <PartsCard of="gateways" rows={rows} figures={figures} measure={measure} />
}

function GatewayName({ gateway }: { readonly gateway: string }) {
  return <bdi>{useGatewayTitle(gateway)}</bdi>
}

type PartsCardProps = CardProps & {
  readonly of: 'cashiers' | 'gateways'
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly sold: Sold }[]
}

/** Names are too long for the foot of a bar: here each bar lies in its own row of the table. */
function PartsCard({ of, rows, figures, measure }: PartsCardProps) {
  const { t } = useTranslation('dashboard')
  const currency = useDrawnCurrency(figures)
  const unit = measure === 'money' ? currency : t('measure.sales')
  const most = Math.max(...rows.map(({ sold }) => lengthOf(sold, measure, currency)))
  return (
    <PictureCard
      title={t(of)}
      unit={unit}
      columns={[
        { key: 'name', text: t(`column.${of}`) },
        { key: 'sales', text: t('column.sales') },
        { key: 'money', text: t('column.money') },
      ]}
    >
      {rows.map(({ key, name, sold }) => (
        <tr key={key}>
          <th scope="row" data-column="name">
            {name}
            <Bar share={most === 0 ? 0 : lengthOf(sold, measure, currency) / most} />
          </th>
          <SoldCells sold={sold} />
        </tr>
      ))}
    </PictureCard>
  )
}

/** As long as the row's part of the longest. */
export function Bar({ share }: { readonly share: number }) {
  return (
    <div className={styles['track']} aria-hidden="true">
      <div className={styles['bar']} style={{ '--share': share } as CSSProperties} />
    </div>
  )
}
