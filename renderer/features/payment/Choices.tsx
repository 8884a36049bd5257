import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { Choice } from '../../../shared/payment/sale.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import type { Command } from '../../commands/command.ts'
import { acceptAsIs, giveGoods, leaveToOwner, owe, topUp } from '../../commands/decision-commands.ts'
import { retryPayment } from '../../commands/payment-commands.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import styles from './decision.module.css'

const COMMANDS: Readonly<Record<Choice, Command>> = {
  topUp,
  retry: retryPayment,
  delivered: giveGoods,
  accepted: acceptAsIs,
  owed: owe,
  handed: leaveToOwner,
}

type ChoicesProps = {
  readonly view: PaymentView
  /** Beside a payment that goes on they stand back. */
  readonly isBeside?: boolean
}

/** What main offers to choose: at most three, the most likely first and largest. */
export function Choices({ view, isBeside = false }: ChoicesProps) {
  if (view.choices.length === 0) return null
  return (
    <div className={styles['choices']}>
      {view.choices.map((choice, index) => (
        <CommandButton
          key={choice}
          command={COMMANDS[choice]}
          variant={index === 0 && !isBeside ? 'primary' : 'secondary'}
          size={index === 0 && !isBeside ? 'large' : 'medium'}
          className={isBeside ? undefined : styles['choice']}
        >
          {choice === 'topUp' && view.rest ? (
            <span>
              <Sentence text="cashier:act.topUp" values={{ missing: view.rest.usdt }} />
            </span>
          ) : undefined}
        </CommandButton>
      ))}
    </div>
  )
}
