import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoinBalance, ConversionOutcome } from '../../../../shared/contract/account.ts'
import { Button } from '../../../elements/Button.tsx'
import { Field } from '../../../elements/Field.tsx'
import { SelectField } from '../../../elements/SelectField.tsx'
import { useBackend } from '../../../stores/backend-context.ts'
import { OwnerForm } from '../../owner/OwnerForm.tsx'
import type { OwnersWord } from '../../owner/use-owners-word.ts'
import styles from '../account.module.css'
import { CoinAmount } from '../CoinAmount.tsx'
import { isZero, typedAmount, typedCoin } from '../coin-amount.ts'

type ConversionFormProps = {
  /** What the account holds. */
  readonly coins: readonly CoinBalance[]
  readonly onEnded: (outcome: ConversionOutcome) => void
  readonly onBack: () => void
}

/** From which coin, into which, how much; then the owner's PIN, and it is asked for once. */
export function ConversionForm({ coins, onEnded, onBack }: ConversionFormProps) {
  const { t } = useTranslation('account')
  const backend = useBackend()
  const held = coins.filter(({ amount }) => !isZero(amount))
  const [from, setFrom] = useState(held[0]?.coin ?? '')
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const [step, setStep] = useState<'typing' | 'checked' | 'asking'>('typing')
  const [source] = held.filter(({ coin }) => coin === from)
  const amount = typedAmount(text)
  const target = typedCoin(to)
  const isTargetFit = target !== undefined && target !== from

  if (source === undefined) {
    return (
      <div className={styles['form']}>
        <p>{t('conversion.nothing')}</p>
        <div className={styles['actions']}>
          <Button onPress={onBack}>{t('back')}</Button>
        </div>
      </div>
    )
  }
  if (step === 'asking' && amount !== undefined && isTargetFit) {
    const confirm = async ({ word }: OwnersWord) => {
      const outcome = await backend.account.convert({ word, from, to: target, amount })
      if (outcome.ok) onEnded(outcome.value)
      return outcome
    }
    const meaning = (
      <>
        {/* In one direction as a whole: the arrow points from the one to the other in every language. */}
        <bdi dir="ltr">
          <CoinAmount amount={amount} coin={from} /> → {target.toUpperCase()}
        </bdi>
        . {t('conversion.meaning')}
      </>
    )
    return (
      <OwnerForm
        label={t('conversion.new')}
        ability="useAccount"
        meaning={meaning}
        asksReason={false}
        onConfirm={confirm}
        onBack={() => setStep('typing')}
      />
    )
  }
  return (
    <form
      className={styles['form']}
      aria-label={t('conversion.new')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setStep(amount !== undefined && isTargetFit ? 'asking' : 'checked')
      }}
    >
      <div className={styles['fields']}>
        <SelectField
          label={t('conversion.from')}
          value={from}
          options={held.map(({ coin }) => ({ value: coin, text: coin.toUpperCase() }))}
          onChange={setFrom}
        />
        <Field
          label={t('conversion.to')}
          value={to}
          onChange={setTo}
          description={t('conversion.toHint')}
          error={step === 'checked' && !isTargetFit ? t('conversion.toInvalid') : undefined}
          maxLength={30}
          isCode
        />
        <Field
          label={t('conversion.amount')}
          value={text}
          onChange={setText}
          inputMode="decimal"
          error={step === 'checked' && amount === undefined ? t('conversion.amountInvalid') : undefined}
          maxLength={34}
          isCode
        />
      </div>
      <div className={styles['actions']}>
        <Button type="submit" variant="primary">
          {t('conversion.next')}
        </Button>
        <Button onPress={() => setText(source.amount)}>{t('conversion.all')}</Button>
        <Button onPress={onBack}>{t('back')}</Button>
        <p className={styles['quiet']}>
          {t('conversion.available')} <CoinAmount amount={source.amount} coin={source.coin} />
        </p>
      </div>
    </form>
  )
}
