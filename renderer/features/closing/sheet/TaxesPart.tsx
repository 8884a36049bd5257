import { useTranslation } from 'react-i18next'
import { money } from '../../../../shared/money/money.ts'
import type { Figures, MoneyFigures } from '../../../../shared/shift/figures.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import { useLocale } from '../../../lib/use-format.ts'
import { percentOf, untaxedOf } from './report-rows.ts'
import { SheetPart } from './SheetPart.tsx'
import { type SheetRow, SheetTable } from './SheetTable.tsx'

/** Tax by rate. What was sold without any is a line of its own, so that the gross of all lines is that of the sales. */
export function TaxesPart({ whole }: { readonly whole: Figures }) {
  const { t } = useTranslation('closing')
  const rowsOf = useTaxRows()
  const isTaxed = whole.currencies.some(({ taxes }) => taxes.length > 0)
  return (
    <SheetPart title={t('sheet.taxes')} note={isTaxed ? undefined : t('sheet.noTaxes')}>
      {isTaxed && (
        <SheetTable
          label={t('sheet.taxes')}
          columns={[
            { key: 'name', title: t('sheet.taxName') },
            { key: 'net', title: t('sheet.taxNet'), isFigure: true },
            { key: 'tax', title: t('sheet.tax'), isFigure: true },
            { key: 'gross', title: t('sheet.taxGross'), isFigure: true },
          ]}
          rows={whole.currencies.flatMap(rowsOf)}
        />
      )}
    </SheetPart>
  )
}

function useTaxRows() {
  const { t } = useTranslation('closing')
  const locale = useLocale()
  return (figures: MoneyFigures): readonly SheetRow[] => {
    const { currency, taxes } = figures
    const amount = (minor: number) => <MoneyText amount={money(minor, currency)} />
    const untaxed = untaxedOf(figures)
    const rows = taxes.map(({ name, milliPercent, mode, net, tax, gross }) => ({
      key: `${currency} ${mode} ${milliPercent} ${name}`,
      cells: [
        <bdi key="name">{t(`sheet.${mode}`, { name, rate: formatPercent(milliPercent, locale) })}</bdi>,
        amount(net),
        amount(tax),
        amount(gross),
      ],
    }))
    if (untaxed === 0) return rows
    const rest = [t('sheet.untaxed'), amount(untaxed), amount(0), amount(untaxed)]
    return [...rows, { key: `${currency} untaxed`, cells: rest }]
  }
}

/** "19%", "8.875%", in the language's own order and digits. */
function formatPercent(milliPercent: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(
    percentOf(milliPercent) / 100,
  )
}
