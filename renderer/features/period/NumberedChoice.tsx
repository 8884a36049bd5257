import { useTranslation } from 'react-i18next'
import { Failure } from '../../elements/Failure.tsx'
import { SelectField } from '../../elements/SelectField.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { NumberField } from './NumberField.tsx'
import styles from './period.module.css'
import { type Numbered, useNumbered } from './use-numbered.ts'
import { useNumberedText } from './use-numbered-text.ts'

type NumberedChoiceProps = {
  readonly kind: Numbered
  readonly number: number
  readonly onChange: (number: number) => void
}

/** A Z or a shift, chosen from the list of them; where there are more than it holds, an older one by its number. */
export function NumberedChoice({ kind, number, onChange }: NumberedChoiceProps) {
  const { t } = useTranslation('closing')
  const { paymentNumber } = useFormat()
  const { found, error, isMore, again } = useNumbered(kind, number)
  const toOptions = useNumberedText()
  const listed = found === null ? [] : toOptions(found)
  const value = String(number)
  // What is chosen can be read before the list is here, and when it cannot be had.
  const isListed = listed.some((option) => option.value === value)
  const options = isListed ? listed : [{ value, text: paymentNumber(number) }, ...listed]
  return (
    <div className={styles['choice']}>
      <div className={styles['list']}>
        <SelectField
          label={t(`choose.${kind}`)}
          value={value}
          options={options}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      </div>
      {(isMore || error !== null) && (
        <NumberField label={t('choose.number')} value={number} onChange={onChange} />
      )}
      {error !== null && (
        <div className={styles['failed']}>
          <Failure error={error} again={{ text: t('again'), onPress: again }} />
        </div>
      )}
    </div>
  )
}
