import { useTranslation } from 'react-i18next'
import type { DayFileOf } from '../../../shared/contract/day-files.ts'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './exports.module.css'

/** As many as anybody reads; the others are counted. */
const SHOWN = 5

/** What was written last, and what the till still owes, with the reason. */
export function DayFilesStanding() {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const nameOf = useNameOf()
  const today = usePayments((payments) => payments.today.day)
  const { missing, last } = useTill((till) => till.dayFiles)
  const failed = missing.filter(({ error }) => error !== null)
  const reason = failed[0]?.error ?? null
  return (
    <>
      <p className={styles['note']} role="status">
        {last === null
          ? t('dayFiles.none')
          : t('dayFiles.last', { of: nameOf(last.of), time: format.moment(last.at, today) })}
      </p>
      {reason !== null && (
        <Failure error={reason}>
          <p className={styles['missing']}>
            {t('dayFiles.missing', {
              count: failed.length,
              value: format.count(failed.length),
              names: new Intl.ListFormat(format.locale).format([
                ...failed.slice(0, SHOWN).map(({ of }) => nameOf(of)),
                ...(failed.length > SHOWN
                  ? [t('dayFiles.more', { value: format.count(failed.length - SHOWN) })]
                  : []),
              ]),
            })}
          </p>
        </Failure>
      )}
    </>
  )
}

function useNameOf(): (of: DayFileOf) => string {
  const { t } = useTranslation('exports')
  const format = useFormat()
  return (of) =>
    of.kind === 'z' ? t('dayFiles.z', { number: format.paymentNumber(of.number) }) : format.shortDay(of.day)
}
