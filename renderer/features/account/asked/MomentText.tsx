import { useFormat } from '../../../lib/use-format.ts'
import { usePayments } from '../../../stores/app-stores.ts'

/** When something in the account was made, in the shop's time zone; a dash where the gateway does not say. */
export function MomentText({ at }: { readonly at: string | null }) {
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  return at === null ? '–' : <time dateTime={at}>{format.moment(at, today)}</time>
}
