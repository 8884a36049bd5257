import type { ReactNode } from 'react'
import type { AppError } from '../../shared/app-error.ts'
import { Button } from './Button.tsx'
import styles from './css/page.module.css'
import { ErrorText } from './ErrorText.tsx'

type FailureProps = {
  readonly error: AppError
  /** The same once more, where that may help. */
  readonly again?: { readonly text: string; readonly onPress: () => void; readonly isDisabled?: boolean }
  /** What it is about, above it. */
  readonly children?: ReactNode
}

/** Why there is nothing, in the place where it would be. */
export function Failure({ error, again, children }: FailureProps) {
  return (
    <div className={styles['failure']} role="alert">
      {children}
      <ErrorText error={error} />
      {again && (
        <Button onPress={again.onPress} isDisabled={again.isDisabled ?? false}>
          {again.text}
        </Button>
      )}
    </div>
  )
}
