import type { AppError } from '../../shared/app-error.ts'
import { errorText, type ErrorText as Words } from '../lib/error-text.ts'
import styles from './css/surface.module.css'
import { Sentence } from './Sentence.tsx'

type ErrorTextProps = {
  readonly error: AppError
  /** Words of the place where it is shown, where they say better what to do there. */
  readonly instead?: { readonly text: 'gateways:noRate'; readonly values: Words['values'] } | undefined
}

/** What happened, where the money is, what to do; the code follows small, for support. */
export function ErrorText({ error, instead }: ErrorTextProps) {
  const { key, values: own } = errorText(error)
  const { text, values } = instead ?? { text: `error:${key}` as const, values: own }
  return (
    <div className={styles['errorText']}>
      <h3 className={styles['errorTitle']}>
        <Sentence text={`${text}.title`} values={values} />
      </h3>
      <p>
        <Sentence text={`${text}.explanation`} values={values} />
      </p>
      <p className={styles['errorNext']}>
        <Sentence text={`${text}.next`} values={values} />
      </p>
      <p className={styles['errorCode']}>
        <bdi dir="ltr">{error.code}</bdi>
      </p>
    </div>
  )
}
