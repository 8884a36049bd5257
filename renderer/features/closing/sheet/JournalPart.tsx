import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { AddressText } from '../../../elements/AddressText.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { SheetLine, SheetPart } from './SheetPart.tsx'
import styles from './sheet.module.css'

/** What the figures can be proved with: the journal up to one event has one hash and no other. */
export function JournalPart({ journal }: Pick<Report, 'journal'>) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  return (
    <SheetPart title={t('sheet.journal')}>
      <dl className={styles['lines']}>
        <SheetLine name={t('sheet.journalSeq')}>{format.count(journal.seq)}</SheetLine>
        <div className={styles['hash']}>
          <dt>{t('sheet.journalHash')}</dt>
          <dd>
            <AddressText address={journal.hash} />
          </dd>
        </div>
      </dl>
    </SheetPart>
  )
}
