import type { AppError } from '../../shared/app-error.ts'
import { errorText } from '../lib/error-text.ts'
import styles from './css/surface.module.css'
import { Sentence } from './Sentence.tsx'

/** What happened, where the money is, what to do; the code follows small, for support. */
export function ErrorText({ error }: { readonly error: AppError }) {
  const { key, values } = errorText(error)
  return (
    <div className={styles['errorText']}>
      <h3 className={styles['errorTitle']}>
        <Sentence text={`error:${key}.title`} values={values} />
      </h3>
      <p>
        <Sentence text={`error:${key}.explanation`} values={values} />
      </p>
      <p className={styles['errorNext']}>
        <Sentence text={`error:${key}.next`} values={values} />
      </p>
      <p className={styles['errorCode']}>
        <bdi dir="ltr">{error.code}</bdi>
      </p>
    </div>
  )
}
