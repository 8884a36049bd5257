import { useTranslation } from 'react-i18next'
import { SelectField } from '../../elements/SelectField.tsx'
import { useStores } from '../../stores/app-stores.ts'
import { ChoiceGroup } from '../settings/fields/ChoiceGroup.tsx'
import styles from './exports.module.css'
import { sheetIn, sheetsIn } from './period-choice.ts'
import { useChosenPeriod, useExport } from './use-export.ts'

const FORMATS = ['xlsx', 'csv', 'json', 'pdf'] as const

/** In which form; CSV holds one sheet, so it is asked which. */
export function FormatForm() {
  const { t } = useTranslation('exports')
  const { exporting } = useStores()
  const format = useExport((state) => state.format)
  const period = useChosenPeriod()
  const sheet = useExport((state) => state.sheet)
  return (
    <div className={styles['formats']}>
      <ChoiceGroup
        label={t('format.title')}
        value={format}
        choices={FORMATS.map((value) => ({
          value,
          text: t(`format.${value}`),
          hint: t(`format.hint.${value}`),
        }))}
        onChange={(chosen) => exporting.setState({ format: chosen })}
      />
      {format === 'csv' && (
        <div className={styles['sheet']}>
          <SelectField
            label={t('format.sheet')}
            value={sheetIn(period, sheet)}
            options={sheetsIn(period).map((value) => ({ value, text: t(`sheet.${value}`) }))}
            onChange={(chosen) => exporting.setState({ sheet: chosen })}
          />
        </div>
      )}
    </div>
  )
}
