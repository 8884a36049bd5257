import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { usePayments } from '../../../stores/app-stores.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long ago the gateway said so; from an hour on, when. */
export function AgeText({ at }: { readonly at: string }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const age = Math.max(0, useNow() - Date.parse(at))
  if (age < MINUTE_MS) return <time dateTime={at}>{t('age.now')}</time>
  const text =
    age < HOUR_MS
      ? t('age.minutes', { value: format.count(Math.floor(age / MINUTE_MS)) })
      : t('age.since', { time: format.moment(at, today) })
  return <time dateTime={at}>{text}</time>
}
