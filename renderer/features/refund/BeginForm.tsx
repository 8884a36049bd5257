import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaymentRefunds } from '../../../shared/contract/refunds.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { useSignedInLeft } from '../account/use-sign-in.ts'
import { GiverChoice, usePinLabel } from '../owner/GiverChoice.tsx'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import { RefusalText } from '../owner/RefusalText.tsx'
import { ChoiceGroup } from '../settings/fields/ChoiceGroup.tsx'
import styles from './refund.module.css'
import { presetOf, shortest, useBeginRefund } from './use-begin-refund.ts'

type BeginFormProps = {
  readonly paymentId: string
  readonly refunds: PaymentRefunds
  readonly onBegun: (id: string) => void
}

type Form = ReturnType<typeof useBeginRefund>

/** How much, to where, why, and the owner's PIN. What a scanner types ends with Enter, which begins nothing. */
export function BeginForm(props: BeginFormProps) {
  const hasNoPin = useTill(({ ownerPin, people }) => ownerPin === 'none' && people.length === 0)
  return hasNoPin ? <NoPin paymentId={props.paymentId} /> : <WishForm {...props} />
}

/** The owner's own form says what to do while there is none. */
function NoPin({ paymentId }: Pick<BeginFormProps, 'paymentId'>) {
  const { t } = useTranslation('refund')
  const { screen } = useStores()
  return (
    <OwnerForm
      label={t('form.label')}
      ability="refund"
      meaning={null}
      onConfirm={async () => ({ ok: false, error: { code: 'pinNotSet' } })}
      onBack={() => showScreen(screen, { kind: 'history', paymentId })}
    />
  )
}

function WishForm({ paymentId, refunds, onBegun }: BeginFormProps) {
  const { t } = useTranslation('refund')
  const form = useBeginRefund(paymentId, refunds, onBegun)
  const pinLabel = usePinLabel(form.giver)
  return (
    <form
      className={styles['card']}
      aria-label={t('form.label')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Way form={form} noPayout={refunds.noPayout !== null} />
      <Amount form={form} refunds={refunds} />
      <Address form={form} />
      <div className={styles['fields']}>
        <Field
          label={t('form.reason')}
          value={form.reason}
          onChange={form.setReason}
          error={form.isWrong('reason') ? t('form.reasonMissing') : undefined}
          maxLength={200}
        />
        <Field
          label={pinLabel}
          type="password"
          inputMode="numeric"
          value={form.pin}
          onChange={form.setPin}
          error={form.isWrong('pin') ? t('form.pinMissing') : undefined}
          maxLength={12}
          isCode
        />
      </div>
      <GiverChoice giver={form.giver} isMissing={form.isWrong('giver')} />
      {form.refusal !== null && <RefusalText refusal={form.refusal} />}
      <Submit form={form} />
    </form>
  )
}

function Way({ form, noPayout }: { readonly form: Form; readonly noPayout: boolean }) {
  const { t } = useTranslation('refund')
  if (noPayout) return <p>{t('form.noPayout')}</p>
  return (
    <ChoiceGroup
      label={t('form.way')}
      value={form.way}
      onChange={form.setWay}
      choices={[
        { value: 'payout', text: t('form.payout'), hint: t('form.payoutText') },
        { value: 'byHand', text: t('form.byHand'), hint: t('form.byHandText') },
      ]}
    />
  )
}

function Amount({ form, refunds }: { readonly form: Form; readonly refunds: PaymentRefunds }) {
  const { t } = useTranslation('refund')
  const { refundable, owed } = refunds
  const all = shortest(refundable)
  const due = shortest(presetOf(refundable, owed))
  return (
    <div className={styles['amount']}>
      <Field
        label={t('form.amount')}
        value={form.amount}
        onChange={form.setAmount}
        inputMode="decimal"
        description={t('form.amountHint', { most: all })}
        error={form.isWrong('amount') ? t('form.amountForm', { most: all }) : undefined}
        maxLength={22}
        isCode
      />
      <div className={styles['presets']}>
        {due !== all && <Button onPress={() => form.setAmount(due)}>{t('form.owed')}</Button>}
        <Button onPress={() => form.setAmount(all)}>{t('form.all')}</Button>
      </div>
    </div>
  )
}

/** What does not fit is only said once enough was typed for it. */
const WHOLE = 34

function Address({ form }: { readonly form: Form }) {
  const { t } = useTranslation('refund')
  const box = useRef<HTMLDivElement>(null)
  const { checked } = form
  const isSaid = form.address.trim().length >= WHOLE || form.isWrong('address')
  const error = checked?.ok === false && isSaid ? errorText(checked.error) : null
  return (
    <div className={styles['address']} ref={box}>
      <Field
        label={t('form.address')}
        value={form.address}
        onChange={form.setAddress}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          box.current?.parentElement?.querySelector<HTMLInputElement>(`.${styles['fields']} input`)?.focus()
        }}
        error={form.isWrong('address') && checked === null ? t('form.addressMissing') : undefined}
        description={t('form.addressHint')}
        maxLength={2000}
        isCode
        hasFocus
      />
      <div className={styles['checked']} role="status">
        {checked?.ok === true && (
          <p className={styles['goesTo']}>
            {t('form.addressOk')} <AddressText address={checked.value.address} />
          </p>
        )}
        {error !== null && (
          <p className={styles['wrong']}>
            <strong>
              <Sentence text={`error:${error.key}.title`} values={error.values} />.
            </strong>{' '}
            <Sentence text={`error:${error.key}.explanation`} values={error.values} />
          </p>
        )}
      </div>
    </div>
  )
}

function Submit({ form }: { readonly form: Form }) {
  const { t } = useTranslation('refund')
  const isSignedIn = useSignedInLeft() !== null
  const isPayout = form.way === 'payout'
  const waits = isPayout && !isSignedIn
  return (
    <div className={styles['actions']}>
      <Button type="submit" variant="primary" isDisabled={form.isAsking || waits}>
        {form.isAsking
          ? t(isPayout ? 'form.asking' : 'form.saving')
          : isPayout
            ? t('form.submit', { amount: form.usdt === undefined ? '' : shortest(form.usdt) })
            : t('form.submitByHand')}
      </Button>
      {waits && <p className={styles['quiet']}>{t('form.signInText')}</p>}
    </div>
  )
}
