import { useTranslation } from 'react-i18next'
import type { ExportFilters } from '../../../shared/contract/exports.ts'
import { CURRENCY_CODES } from '../../../shared/money/currency.ts'
import { SelectField } from '../../elements/SelectField.tsx'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { STATUSES } from './export-statuses.ts'
import styles from './exports.module.css'
import { useExport } from './use-export.ts'

/** The list's word for no filter: no id and no code is empty. */
const ALL = '' as const

/** Which payments of it. What is left out here is left out of the file, and the file says so. */
export function FiltersForm() {
  const { t } = useTranslation('exports')
  const { exporting } = useStores()
  const filters = useExport((state) => state.filters)
  const people = useTill((till) => till.people)
  const gateways = useTill((till) => till.gateways)
  const own = useTill((till) => till.settings.currency)
  const set = (change: Partial<ExportFilters>) => exporting.setState({ filters: { ...filters, ...change } })
  const all = { value: ALL, text: t('filter.all') }
  const currencies = [own, ...CURRENCY_CODES.filter((code) => code !== own)]
  return (
    <div className={styles['part']}>
      <h3 className={styles['partTitle']}>{t('filter.title')}</h3>
      <div className={styles['filters']}>
        {people.length > 0 && (
          <SelectField
            label={t('filter.cashier')}
            value={filters.cashier ?? ALL}
            options={[all, ...people.map(({ id, name }) => ({ value: id, text: name }))]}
            onChange={(id) => set({ cashier: id === ALL ? null : id })}
          />
        )}
        <SelectField
          label={t('filter.gateway')}
          value={filters.gateway ?? ALL}
          options={[all, ...gateways.map(({ id, title }) => ({ value: id as string, text: title }))]}
          onChange={(id) => set({ gateway: id === ALL ? null : id })}
        />
        <SelectField
          label={t('filter.status')}
          value={filters.status ?? ALL}
          options={[all, ...STATUSES.map((value) => ({ value, text: t(`status.${value}`) }))]}
          onChange={(status) => set({ status: status === ALL ? null : status })}
        />
        <SelectField
          label={t('filter.currency')}
          value={filters.currency ?? ALL}
          options={[all, ...currencies.map((value) => ({ value, text: value }))]}
          onChange={(currency) => set({ currency: currency === ALL ? null : currency })}
        />
      </div>
    </div>
  )
}
