import { useContext, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { TillTimeContext, useNow } from '../../lib/use-now.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { useSignedInLeft } from '../account/use-sign-in.ts'
import { RefusalText } from '../owner/RefusalText.tsx'
import type { Refusal } from '../owner/use-owners-word.ts'
import styles from './refund.module.css'

/** The code of the account's second factor, with the tries and the time that are left. */
export function CodeForm({ view }: { readonly view: RefundView }) {
  const { t } = useTranslation('refund')
  const form = useCode(view.refund.id)
  const isSignedIn = useSignedInLeft() !== null
  return (
    <form
      className={styles['codeForm']}
      aria-label={t('code.label')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Field
        label={t('code.field')}
        value={form.code}
        onChange={form.setCode}
        error={form.isMissing ? t('code.missing') : undefined}
        maxLength={40}
        isCode
        hasFocus
      />
      <Left code={view.code} />
      {form.refusal !== null && <RefusalText refusal={form.refusal} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={form.isAsking || !isSignedIn}>
          {form.isAsking ? t('code.sending') : t('code.send')}
        </Button>
        {!isSignedIn && <p className={styles['quiet']}>{t('form.signInText')}</p>}
      </div>
    </form>
  )
}

function Left({ code }: Pick<RefundView, 'code'>) {
  const { t } = useTranslation('refund')
  const format = useFormat()
  const now = useNow()
  if (code === null) return null
  return (
    <p className={styles['left']}>
      <span>{t('code.tries', { value: format.count(code.triesLeft) })}</span>
      <span>{t('code.time', { time: format.countdown(Math.max(0, Date.parse(code.until) - now)) })}</span>
    </p>
  )
}

function useCode(id: string) {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isBusy = useRef(false)

  async function submit(): Promise<void> {
    if (isBusy.current) return
    const digits = code.replace(/\s/g, '')
    setMissing(digits.length < 4)
    if (digits.length < 4) return
    isBusy.current = true
    setAsking(true)
    setRefusal(null)
    const confirmed = await backend.refunds.confirm({ id, code: digits })
    isBusy.current = false
    setAsking(false)
    setCode('')
    if (!confirmed.ok) setRefusal({ error: confirmed.error, at: readTime() })
  }
  return { code, setCode, isMissing, isAsking, refusal, submit }
}
