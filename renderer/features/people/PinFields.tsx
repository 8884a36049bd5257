import { useTranslation } from 'react-i18next'
import { Field } from '../../elements/Field.tsx'
import styles from './people.module.css'
import type { TypedPin } from './use-typed-pin.ts'

type PinFieldsProps = { readonly pin: TypedPin; readonly hasFocus?: boolean }

/** Two fields for one new PIN. */
export function PinFields({ pin, hasFocus = false }: PinFieldsProps) {
  const { t } = useTranslation('people')
  return (
    <div className={styles['pins']}>
      {(['pin', 'again'] as const).map((field) => (
        <Field
          key={field}
          label={t(`pin.${field}`)}
          type="password"
          inputMode="numeric"
          value={pin.typed[field]}
          onChange={(text) => pin.type(field, text)}
          description={field === 'pin' ? t('pin.digits') : undefined}
          error={pin.isWrong(field) ? t(field === 'pin' ? 'pin.digits' : 'pin.notSame') : undefined}
          maxLength={12}
          isCode
          hasFocus={hasFocus && field === 'pin'}
        />
      ))}
    </div>
  )
}
