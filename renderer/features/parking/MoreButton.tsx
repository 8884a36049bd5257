import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ParkedView } from '../../../shared/contract/payments.ts'
import { openParkedList } from '../../commands/parking-commands.ts'
import { useCommand } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './parking.module.css'

/** How many more are parked than have a key; leads to the list of all of them. */
export function MoreButton({ others }: { readonly others: readonly ParkedView[] }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const { run, isAvailable } = useCommand(openParkedList)
  const count = format.count(others.length)
  const hasMoved = others.some(({ moved }) => moved)
  return (
    <Button
      className={styles['more']}
      label={t(hasMoved ? 'parking.moreNew' : 'parking.more', { value: count })}
      onPress={run}
      isDisabled={!isAvailable}
      keepsFocus
    >
      {hasMoved && <Bell size={14} strokeWidth={2.5} aria-hidden="true" />}
      <bdi dir="ltr">+{count}</bdi>
    </Button>
  )
}
