import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergedReport } from '../../../shared/contract/tills.ts'
import { money } from '../../../shared/money/money.ts'
import type { Figures } from '../../../shared/shift/figures.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useGatewayTitle } from '../../lib/use-gateway-title.ts'
import { currencyRows } from '../closing/sheet/report-rows.ts'
import { SheetPart } from '../closing/sheet/SheetPart.tsx'
import { type SheetColumn, type SheetRow, SheetTable } from '../closing/sheet/SheetTable.tsx'
import { TaxesPart } from '../closing/sheet/TaxesPart.tsx'
import { tillText } from './till-text.ts'
import styles from './tills.module.css'

type Line = { readonly key: string; readonly name: ReactNode; readonly figures: Figures }

/** The same sums cut by till, by day, by cashier and by gateway: each table ends with the whole. */
export function MergedTables({ report }: { readonly report: MergedReport }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const till = (ref: MergedReport['tills'][number]['till']) => tillText(ref, format.locale)
  const { whole } = report
  return (
    <div className={styles['tables']}>
      <Money
        title={t('merged.byTill')}
        column={t('list.till')}
        whole={whole}
        lines={report.tills.map((one) => ({
          key: one.till.id,
          name: (
            <>
              {till(one.till)}
              <span className={styles['zs']}>
                {t('merged.zs', { count: one.zs, value: format.count(one.zs) })}
              </span>
            </>
          ),
          figures: one.figures,
        }))}
      />
      <TaxesPart whole={whole} />
      <Usdt
        title={t('merged.inUsdt')}
        column={t('list.till')}
        whole={whole}
        lines={report.tills.map((one) => ({ key: one.till.id, name: till(one.till), figures: one.figures }))}
      />
      <Money
        title={t('merged.byDay')}
        column={t('merged.day')}
        whole={whole}
        lines={report.days.flatMap(({ day, tills }) =>
          tills.map((one) => ({
            key: `${day} ${one.till.id}`,
            name: (
              <>
                {format.shortDay(day)} · {till(one.till)}
                <span className={styles['zs']}>
                  {t('merged.z', { zs: one.zs.map((z) => format.paymentNumber(z)).join(' ') })}
                </span>
              </>
            ),
            figures: one.figures,
          })),
        )}
      />
      <Money
        title={t('merged.byCashier')}
        column={t('merged.cashier')}
        whole={whole}
        lines={report.cashiers.map(({ till: of, person, figures }) => ({
          key: `${of.id} ${person?.id}`,
          name: (
            <>
              <bdi>{person?.name ?? t('merged.nobody')}</bdi>
              <span className={styles['zs']}>{till(of)}</span>
            </>
          ),
          figures,
        }))}
      />
      <Usdt
        title={t('merged.byGateway')}
        column={t('merged.gateway')}
        whole={whole}
        lines={report.gateways.map(({ gateway, figures }) => ({
          key: gateway ?? '',
          name: <GatewayName id={gateway} />,
          figures,
        }))}
      />
    </div>
  )
}

type PartProps = {
  readonly title: string
  readonly column: string
  readonly lines: readonly Line[]
  readonly whole: Figures
}

const SUMS = ['discount', 'goods', 'tip', 'total', 'refunded'] as const

/** A row for each currency: two are never added. */
function Money({ title, column, lines, whole }: PartProps) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const rowsOf = ({ key, name, figures }: Line, isWhole = false): SheetRow[] =>
    currencyRows(key, figures).map(({ sales, money: sums }) => {
      const amount = (field: (typeof SUMS)[number]) =>
        sums === null ? '–' : <MoneyText amount={money(sums[field], sums.currency)} />
      return {
        key: `${key} ${sums?.currency}`,
        cells: [name, sales === null ? null : format.count(sales), ...SUMS.map(amount)],
        isWhole,
      }
    })
  const figure = (key: 'sales' | (typeof SUMS)[number]): SheetColumn => ({
    key,
    title: t(`merged.${key}`),
    isFigure: true,
  })
  return (
    <SheetPart title={title}>
      <SheetTable
        label={title}
        columns={[{ key: 'name', title: column }, ...(['sales', ...SUMS] as const).map(figure)]}
        rows={[
          ...lines.flatMap((line) => rowsOf(line)),
          ...rowsOf({ key: 'whole', name: t('merged.whole'), figures: whole }, true),
        ]}
      />
    </SheetPart>
  )
}

const USDT = ['received', 'fees', 'net', 'netUnknown', 'refundedUsdt'] as const

function Usdt({ title, column, lines, whole }: PartProps) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const amountOf = (figures: Figures, field: (typeof USDT)[number]) =>
    field === 'refundedUsdt' ? figures.refunded : figures[field]
  const rowOf = ({ key, name, figures }: Line, isWhole = false): SheetRow => ({
    key,
    cells: [
      name,
      format.count(figures.sales),
      ...USDT.map((field) => (
        <bdi key={field} dir="ltr">
          {amountOf(figures, field)}
        </bdi>
      )),
    ],
    isWhole,
  })
  return (
    <SheetPart title={title}>
      <SheetTable
        label={title}
        columns={[
          { key: 'name', title: column },
          { key: 'sales', title: t('merged.sales'), isFigure: true },
          ...USDT.map((field) => ({ key: field, title: t(`merged.${field}`), isFigure: true })),
        ]}
        rows={[
          ...lines.map((line) => rowOf(line)),
          rowOf({ key: 'whole', name: t('merged.whole'), figures: whole }, true),
        ]}
      />
    </SheetPart>
  )
}

function GatewayName({ id }: { readonly id: string | null }) {
  const { t } = useTranslation('tills')
  const title = useGatewayTitle(id ?? '')
  return <bdi>{id === null ? t('merged.noGateway') : title}</bdi>
}
