import { useTranslation } from 'react-i18next'
import { money } from '../../../../shared/money/money.ts'
import {
  type Figures,
  type MoneyFigures,
  type TaxFigures,
  taxesAfterRefunds,
} from '../../../../shared/shift/figures.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import { useLocale } from '../../../lib/use-format.ts'
import { percentOf, takenAway, untaxedOf } from './report-rows.ts'
import { SheetPart } from './SheetPart.tsx'
import { type SheetRow, SheetTable } from './SheetTable.tsx'

/**
 * Tax by rate. What was sold without any is a line of its own, so that the gross of all lines is that of the sales. Where taxed goods
 * were given back, what of the tax is in that, and what is left to declare.
 */
export function TaxesPart({ whole }: { readonly whole: Figures }) {
  const { t } = useTranslation('closing')
  const rowOf = useTaxRow()
  const untaxedRow = useUntaxedRow()
  const isTaxed = whole.currencies.some(({ taxes }) => taxes.length > 0)
  const refunded = whole.currencies.filter(({ refundedTaxes = [] }) => refundedTaxes.length > 0)
  return (
    <>
      <SheetPart title={t('sheet.taxes')} note={isTaxed ? undefined : t('sheet.noTaxes')}>
        {isTaxed && (
          <TaxTable
            label={t('sheet.taxes')}
            rows={whole.currencies.flatMap((figures) => [
              ...figures.taxes.map((line) => rowOf(figures, line)),
              ...untaxedRow(figures),
            ])}
          />
        )}
      </SheetPart>
      {refunded.length > 0 && (
        <>
          <SheetPart title={t('sheet.refundedTaxes')} note={t('sheet.refundedTaxesNote')}>
            <TaxTable
              label={t('sheet.refundedTaxes')}
              rows={refunded.flatMap((figures) =>
                (figures.refundedTaxes ?? []).map((line) => rowOf(figures, takenAway(line))),
              )}
            />
          </SheetPart>
          <SheetPart title={t('sheet.taxesAfter')}>
            <TaxTable
              label={t('sheet.taxesAfter')}
              rows={refunded.flatMap((figures) =>
                taxesAfterRefunds(figures).map((line) => rowOf(figures, line)),
              )}
            />
          </SheetPart>
        </>
      )}
    </>
  )
}

function TaxTable({ label, rows }: { readonly label: string; readonly rows: readonly SheetRow[] }) {
  const { t } = useTranslation('closing')
  return (
    <SheetTable
      label={label}
      columns={[
        { key: 'name', title: t('sheet.taxName') },
        { key: 'net', title: t('sheet.taxNet'), isFigure: true },
        { key: 'tax', title: t('sheet.tax'), isFigure: true },
        { key: 'gross', title: t('sheet.taxGross'), isFigure: true },
      ]}
      rows={rows}
    />
  )
}

function useTaxRow() {
  const { t } = useTranslation('closing')
  const locale = useLocale()
  return ({ currency }: MoneyFigures, line: TaxFigures): SheetRow => {
    const { name, milliPercent, mode, net, tax, gross } = line
    const amount = (minor: number) => <MoneyText amount={money(minor, currency)} />
    return {
      key: `${currency} ${mode} ${milliPercent} ${name}`,
      cells: [
        t(`sheet.${mode}`, { name, rate: formatPercent(milliPercent, locale) }),
        amount(net),
        amount(tax),
        amount(gross),
      ],
    }
  }
}

function useUntaxedRow() {
  const { t } = useTranslation('closing')
  return (figures: MoneyFigures): readonly SheetRow[] => {
    const { currency } = figures
    const untaxed = untaxedOf(figures)
    const amount = (minor: number) => <MoneyText amount={money(minor, currency)} />
    const cells = [t('sheet.untaxed'), amount(untaxed), amount(0), amount(untaxed)]
    return untaxed === 0 ? [] : [{ key: `${currency} untaxed`, cells }]
  }
}

/** "19%", "8.875%", in the language's own order and digits. */
function formatPercent(milliPercent: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(
    percentOf(milliPercent) / 100,
  )
}
