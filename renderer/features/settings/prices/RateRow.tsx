import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { MOST_TAX_NAME } from '../../../../shared/sale/limits.ts'
import { Button } from '../../../elements/Button.tsx'
import { Field } from '../../../elements/Field.tsx'
import styles from './prices.module.css'
import type { RateDraft } from './tax-draft.ts'

type RateRowProps = {
  readonly rate: RateDraft
  readonly number: number
  readonly isFirst: boolean
  readonly onChange: (part: Partial<RateDraft>) => void
  /** Absent for the only one. */
  readonly onRemove: (() => void) | undefined
}

/** One rate: what it is called, how much it is, and its usual share of a sale. */
export function RateRow({ rate, number, isFirst, onChange, onRemove }: RateRowProps) {
  const { t } = useTranslation('sale')
  const own = t('taxes.rate', { number })
  return (
    <fieldset className={styles['rate']} aria-label={own} data-first={isFirst}>
      <Field
        label={t('taxes.name')}
        value={rate.name}
        onChange={(name) => onChange({ name })}
        maxLength={MOST_TAX_NAME}
      />
      <Field
        label={t('taxes.percent')}
        value={rate.percent}
        onChange={(percent) => onChange({ percent })}
        inputMode="decimal"
        maxLength={8}
      />
      <Field
        label={t('taxes.share')}
        value={rate.share}
        onChange={(share) => onChange({ share })}
        inputMode="decimal"
        maxLength={7}
      />
      <Button
        label={t('taxes.remove', { name: rate.name === '' ? own : rate.name })}
        isDisabled={onRemove === undefined}
        {...(onRemove && { onPress: onRemove })}
      >
        <Trash2 size={18} aria-hidden="true" />
      </Button>
    </fieldset>
  )
}
