import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../../shared/app-error.ts'
import { Button } from '../../../elements/Button.tsx'
import { ErrorText } from '../../../elements/ErrorText.tsx'
import styles from '../account.module.css'
import { AgeText } from './AgeText.tsx'
import type { Asked } from './use-asked.ts'

type AskedCardProps<Answer extends { readonly at: string }> = {
  readonly title: string
  /** What the button says that asks once more. */
  readonly again: string
  readonly asked: Asked<Answer>
  readonly children: (answer: Answer) => ReactNode
}

/** What the gateway says to one question: how old it is, why it could not be asked again, and the way to ask. */
export function AskedCard<Answer extends { readonly at: string }>(props: AskedCardProps<Answer>) {
  const { title, again, asked, children } = props
  const { answer } = asked
  return (
    <section className={styles['block']} aria-label={title}>
      <AskedHead title={title} again={again} asked={asked} at={answer?.at ?? null} />
      <AskedFailure error={asked.error} hasAnswer={answer !== null} />
      {answer !== null && children(answer)}
    </section>
  )
}

type AskedHeadProps = {
  readonly title: string
  readonly again: string
  readonly asked: { readonly isAsking: boolean; readonly ask: () => Promise<void> }
  /** When the answer was given; null where there is none, or where its parts have ages of their own. */
  readonly at: string | null
}

/** The title with the answer's age, and the button; its place is the same whatever is known. */
export function AskedHead({ title, again, asked, at }: AskedHeadProps) {
  const { t } = useTranslation('account')
  return (
    <header className={styles['head']}>
      <div>
        <h3 className={styles['blockTitle']}>{title}</h3>
        <p className={styles['age']} role="status">
          {asked.isAsking ? t('asking') : at !== null && <AgeText at={at} />}
        </p>
      </div>
      <Button onPress={() => void asked.ask()} isDisabled={asked.isAsking}>
        {again}
      </Button>
    </header>
  )
}

type AskedFailureProps = { readonly error: AppError | null; readonly hasAnswer: boolean }

/** Where there is an earlier answer it stays below, with its own age. */
export function AskedFailure({ error, hasAnswer }: AskedFailureProps) {
  const { t } = useTranslation('account')
  if (error === null) return null
  return (
    <div className={styles['failure']} role="alert">
      <ErrorText error={error} />
      {hasAnswer && <p className={styles['quiet']}>{t('stillOld')}</p>}
    </div>
  )
}
