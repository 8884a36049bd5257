import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { decimalsOf } from '../../../shared/money/currency.ts'
import { money } from '../../../shared/money/money.ts'
import { priceInUsdt } from '../../../shared/money/rate.ts'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Field } from '../../elements/Field.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './gateways.module.css'
import { rateFromText } from './rate-text.ts'

/** Sets the owner's own rate; what a sale comes to by it is said while it is typed, so that no slip goes unseen. */
export function RateForm({ canClear = false }: { readonly canClear?: boolean }) {
  const { t } = useTranslation('gateways')
  const backend = useBackend()
  const previewId = useId()
  const currency = useTill((till) => till.settings.currency)
  const isSet = useTill((till) => till.settings.ownRate !== null)
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const rate = rateFromText(typed)

  const save = async (perUsdt: string | null): Promise<void> => {
    const result = await backend.gateways.setRate({ perUsdt })
    setError(result.ok ? null : result.error)
    if (!result.ok) return
    setTyped('')
    setChecked(false)
  }
  return (
    <form
      className={styles['form']}
      aria-describedby={previewId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (rate !== undefined) void save(rate)
      }}
    >
      <Field
        label={t('rate.field', { currency })}
        value={typed}
        onChange={setTyped}
        description={t('rate.hint')}
        error={isChecked && rate === undefined ? t('rate.invalid') : undefined}
        inputMode="decimal"
        maxLength={26}
        isCode
      />
      <p className={styles['preview']} id={previewId} role="status">
        {rate !== undefined && <Preview rate={rate} />}
      </p>
      <div className={styles['actions']}>
        <Button type="submit">{t('rate.set')}</Button>
        {canClear && isSet && (
          <Button variant="quiet" onPress={() => void save(null)}>
            {t('rate.clear')}
          </Button>
        )}
      </div>
      {error && (
        <div className={styles['alert']} role="alert">
          <ErrorText error={error} />
        </div>
      )}
    </form>
  )
}

/** A sale of a hundred. */
function Preview({ rate }: { readonly rate: string }) {
  const format = useFormat()
  const currency = useTill((till) => till.settings.currency)
  const price = money(100 * 10 ** decimalsOf(currency), currency)
  const usdt = priceInUsdt(price, { perUsdt: rate })
  if (usdt === undefined) return null
  return (
    <Sentence text="gateways:rate.preview" values={{ price: format.money(price), usdt: formatUsdt(usdt) }} />
  )
}
