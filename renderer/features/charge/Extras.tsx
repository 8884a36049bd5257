import { Percent } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { openDiscount, openNote } from '../../commands/extra-commands.ts'
import { useCharge } from '../../stores/app-stores.ts'
import styles from './charge.module.css'
import { DiscountEntry } from './DiscountEntry.tsx'
import { NoteField } from './NoteField.tsx'
import { ReferenceField } from './ReferenceField.tsx'
import { useDiscountText } from './use-discount-text.ts'

/** What may stand beside the price: reference, discount, note. One row, whichever of them is being typed. */
export function Extras() {
  const open = useCharge((draft) => draft.open)
  if (open?.kind === 'discount') return <DiscountEntry open={open} />
  if (open?.kind === 'note') return <NoteField />
  return <Closed />
}

function Closed() {
  const { t } = useTranslation('cashier')
  const discount = useCharge((draft) => draft.discount)
  const hasNote = useCharge((draft) => draft.note !== '')
  const inText = useDiscountText()
  return (
    <div className={styles['extras']}>
      <ReferenceField />
      <CommandButton command={openDiscount} className={styles['extra']}>
        <span className={styles['unseen']}>{t('extras.discount')}</span>
        {discount === null ? (
          <Percent size={18} aria-hidden="true" />
        ) : (
          <bdi dir="ltr" className={styles['set']}>
            {t('sale.off', { amount: inText(discount) })}
          </bdi>
        )}
      </CommandButton>
      <CommandButton command={openNote} className={styles['extra']}>
        <span data-set={hasNote} className={styles['mark']}>
          {t('extras.note')}
        </span>
        {hasNote && <span className={styles['unseen']}>{t('extras.noteThere')}</span>}
      </CommandButton>
    </div>
  )
}
