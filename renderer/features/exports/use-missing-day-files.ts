import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { DayFileOf } from '../../../shared/contract/day-files.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'

/** As many as anybody reads; the others are counted. */
const SHOWN = 5

type MissingDayFiles = { readonly text: string; readonly reason: AppError }

/** The files of closed days that could not be written, and why; null where none failed. */
export function useMissingDayFiles(): MissingDayFiles | null {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const nameOf = useNameOf()
  const { missing } = useTill((till) => till.dayFiles)
  const failed = missing.filter(({ error }) => error !== null)
  const reason = failed[0]?.error ?? null
  if (reason === null) return null
  const more = failed.length - SHOWN
  const names = new Intl.ListFormat(format.locale).format([
    ...failed.slice(0, SHOWN).map(({ of }) => nameOf(of)),
    ...(more > 0 ? [t('dayFiles.more', { value: format.count(more) })] : []),
  ])
  const count = failed.length
  return { text: t('dayFiles.missing', { count, value: format.count(count), names }), reason }
}

/** What a file is of, as it is called in a sentence. */
export function useNameOf(): (of: DayFileOf) => string {
  const { t } = useTranslation('exports')
  const format = useFormat()
  return (of) =>
    of.kind === 'z' ? t('dayFiles.z', { number: format.paymentNumber(of.number) }) : format.shortDay(of.day)
}
