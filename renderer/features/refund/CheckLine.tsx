import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { isWatched } from '../../../shared/refund/questions.ts'
import { Button } from '../../elements/Button.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './refund.module.css'

/** When the gateway last told of it, and why it does not now. Not there once nothing more is to be told. */
export function CheckLine({ view }: { readonly view: RefundView }) {
  const { t } = useTranslation('refund')
  const format = useFormat()
  const backend = useBackend()
  const [isLooking, setLooking] = useState(false)
  const now = useNow()
  const { refund, checkedAt, checkError } = view
  if (!isWatched(refund, now)) return null
  const isBlind = checkError?.code === 'signInAgain'

  const look = async () => {
    setLooking(true)
    await backend.refunds.look({ id: refund.id })
    setLooking(false)
  }
  return (
    <div className={styles['check']}>
      <div className={styles['checkText']}>
        <p>
          {checkedAt === null ? t('neverChecked') : t('checked', { time: format.timeWithSeconds(checkedAt) })}
        </p>
        {isBlind && (
          <p className={styles['blind']}>
            <strong>{t('signInToLook')}.</strong> {t('signInToLookText')}
          </p>
        )}
        {checkError !== null && !isBlind && <CheckFailure error={checkError} />}
      </div>
      <Button onPress={() => void look()} isDisabled={isLooking || isBlind}>
        {isLooking ? t('act.looking') : t('act.look')}
      </Button>
    </div>
  )
}

function CheckFailure({ error }: { readonly error: NonNullable<RefundView['checkError']> }) {
  const { key, values } = errorText(error)
  return (
    <p className={styles['blind']}>
      <Sentence text={`error:${key}.title`} values={values} />.{' '}
      <Sentence text={`error:${key}.next`} values={values} />
    </p>
  )
}
