import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './closing.module.css'
import type { useCloseDay } from './use-close-day.ts'

type CloseDayFormProps = { readonly closing: ReturnType<typeof useCloseDay> }

/** Asked in its place whether the day is to be closed: Enter closes it, Escape does not. */
export function CloseDayForm({ closing }: CloseDayFormProps) {
  const { t } = useTranslation(['closing', 'common'])
  const format = useFormat()
  const number = format.paymentNumber(useTill((till) => till.shifts.lastZ) + 1)
  const form = useRef<HTMLFormElement>(null)
  const isTaking = closing.step === 'taking'
  // Enter and Escape belong to the question, also after it was refused: a button that was disabled has lost the focus.
  useEffect(() => {
    if (!isTaking) form.current?.querySelector('button')?.focus()
  }, [isTaking])
  return (
    <form
      ref={form}
      className={styles['confirm']}
      aria-label={t('close.label')}
      onSubmit={(event) => {
        event.preventDefault()
        void closing.take()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        closing.goBack()
      }}
    >
      <h3 className={styles['confirmTitle']}>{t('close.confirmTitle', { number })}</h3>
      <p className={styles['confirmText']}>{t('close.confirmText')}</p>
      {closing.error !== null && <Failure error={closing.error} />}
      <div className={styles['paper']}>
        <Button type="submit" variant="primary" keyCap={t('common:key.enter')} isDisabled={isTaking}>
          {isTaking ? t('close.taking') : t('close.confirm', { number })}
        </Button>
        <Button onPress={closing.goBack} keyCap={t('common:key.escape')} isDisabled={isTaking}>
          {t('common:back')}
        </Button>
      </div>
    </form>
  )
}
