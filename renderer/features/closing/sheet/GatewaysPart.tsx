import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import type { Figures } from '../../../../shared/shift/figures.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useGatewayTitle } from '../../../lib/use-gateway-title.ts'
import { MoneyTable } from './MoneyTable.tsx'
import { currencyRows, gatewayRows } from './report-rows.ts'
import { SheetPart } from './SheetPart.tsx'
import { SheetTable } from './SheetTable.tsx'

const USDT = ['received', 'fees', 'net', 'netUnknown', 'refunded'] as const

/**
 * What was sold by each gateway; and what came in, and what became of it: fees, net and what is not accounted for make
 * what was received.
 */
export function GatewaysPart({ report }: { readonly report: Pick<Report, 'totals'> }) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { cells } = report.totals
  const rows = gatewayRows(cells)
  const whole = wholeOf(cells)
  const figuresOf = (figures: Figures) => [
    format.count(figures.sales),
    ...USDT.map((field) => <Amount key={field} text={figures[field]} />),
  ]
  return (
    <>
      <SheetPart title={t('sheet.salesByGateway')}>
        <MoneyTable
          label={t('sheet.salesByGateway')}
          title={t('sheet.gateway')}
          rows={rows.flatMap(({ of, figures }) => currencyRows(of, figures))}
          nameOf={(id) => <GatewayName id={id} />}
          whole={whole}
        />
      </SheetPart>
      <SheetPart title={t('sheet.byGateway')} note={t('sheet.unknownNote')}>
        <SheetTable
          label={t('sheet.byGateway')}
          columns={[
            { key: 'gateway', title: t('sheet.gateway') },
            { key: 'sales', title: t('sheet.salesShort'), isFigure: true },
            { key: 'received', title: t('sheet.received'), isFigure: true },
            { key: 'fees', title: t('sheet.fees'), isFigure: true },
            { key: 'net', title: t('sheet.net'), isFigure: true },
            { key: 'netUnknown', title: t('sheet.unknown'), isFigure: true },
            { key: 'refunded', title: t('sheet.refunded'), isFigure: true },
          ]}
          rows={[
            ...rows.map(({ of, figures }) => ({
              key: of ?? '',
              cells: [<GatewayName key="name" id={of} />, ...figuresOf(figures)],
            })),
            { key: 'whole', cells: [t('sheet.all'), ...figuresOf(whole)], isWhole: true },
          ]}
        />
      </SheetPart>
    </>
  )
}

function GatewayName({ id }: { readonly id: string | null }) {
  const { t } = useTranslation('closing')
  const title = useGatewayTitle(id ?? '')
  return <bdi>{id === null ? t('sheet.noGateway') : title}</bdi>
}

/** Without its unit, which the table's heading says. */
export function Amount({ text }: { readonly text: string }) {
  return <bdi dir="ltr">{text}</bdi>
}
