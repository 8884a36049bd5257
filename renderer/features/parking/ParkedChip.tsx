import { Bell } from 'lucide-react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import type { Command } from '../../commands/command.ts'
import { useCommand } from '../../commands/use-command.ts'
import { KeyCap } from '../../elements/KeyCap.tsx'
import { Sentence, type TextKey } from '../../elements/Sentence.tsx'
import { goodsAndTip } from '../../lib/goods-and-tip.ts'
import { type ChipWord, chipOf } from '../../lib/payment-chip.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useScreen } from '../../stores/app-stores.ts'
import styles from './parking.module.css'

type ParkedChipProps = {
  readonly command: Command
  readonly payment: Payment
  /** It asks for somebody: by a bell and a word, and in bold. */
  readonly moved: boolean
}

/** The amounts of these stand on the card; here is room for the word alone. */
const SHORT_WORDS: Partial<Record<ChipWord, TextKey>> = {
  short: 'cashier:parking.short',
  overpaid: 'cashier:chip.paid',
}

/** A parked payment: number, price, where it stands, its key. Pressed in while it is looked at. */
export function ParkedChip({ command, payment, moved }: ParkedChipProps) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const { run, cap, isKeyActive } = useCommand(command)
  const isLookedAt = useScreen((screen) => screen.kind === 'parked' && screen.paymentId === payment.id)
  const { word, tone } = chipOf(payment)
  const { tip } = goodsAndTip(payment)
  return (
    <ToggleButton
      className={styles['chip'] ?? ''}
      isSelected={isLookedAt}
      onChange={run}
      preventFocusOnPress
      data-moved={moved}
      data-tone={tone}
    >
      <span className={styles['sale']}>
        <span className={styles['number']}>{format.paymentNumber(payment.number)}</span>
        <span className={styles['price']}>
          <bdi>{format.shortMoney(payment.price)}</bdi>
        </span>
      </span>
      {cap !== undefined && <KeyCap isActive={isKeyActive}>{cap}</KeyCap>}
      <span className={styles['state']}>
        {moved ? (
          <span className={styles['new']}>
            <Bell size={12} strokeWidth={2.5} aria-hidden="true" />
            {t('parking.new')}
          </span>
        ) : (
          <span className={styles['shape']} aria-hidden="true" />
        )}
        <span className={styles['word']}>
          <Sentence text={SHORT_WORDS[word] ?? `cashier:chip.${word}`} />
        </span>
        {tip !== 0 && <span className={styles['tip']}>{t('parking.withTip')}</span>}
      </span>
    </ToggleButton>
  )
}
