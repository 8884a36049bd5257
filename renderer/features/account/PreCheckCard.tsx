import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreChecks } from '../../../shared/contract/account.ts'
import { Chip } from '../../elements/Chip.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './account.module.css'
import { AgeText } from './asked/AgeText.tsx'
import { AskedFailure, AskedHead } from './asked/AskedCard.tsx'
import { useAsked } from './asked/use-asked.ts'

/** What the gateway says of USDT on TRON before anything is charged. Seldom asked: each answer shows its age. */
export function PreCheckCard() {
  const { t } = useTranslation('account')
  const backend = useBackend()
  const asked = useAsked((isAgain) => backend.account.preChecks({ asksAgain: isAgain }))
  return (
    <section className={styles['block']} aria-label={t('check.title')}>
      <AskedHead title={t('check.title')} again={t('check.again')} asked={asked} at={null} />
      <AskedFailure error={asked.error} hasAnswer={asked.answer !== null} />
      {asked.answer !== null && <Checks checks={asked.answer} />}
    </section>
  )
}

function Checks({ checks: { isListed, coin, isSwitchedOn, minimum } }: { readonly checks: PreChecks }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  return (
    <dl className={styles['facts']}>
      <Row name={t('check.listed')} answered={isListed}>
        {(value) => <YesNo value={value} />}
      </Row>
      <Row name={t('check.switchedOn')} answered={isSwitchedOn}>
        {(value) => <YesNo value={value} />}
      </Row>
      <Row name={t('check.enabled')} answered={partOf(coin, (its) => its?.isEnabled ?? null)}>
        {(value) => <YesNo value={value} />}
      </Row>
      <Row name={t('check.forPayment')} answered={partOf(coin, (its) => its?.isForPayment ?? null)}>
        {(value) => <YesNo value={value} />}
      </Row>
      <Row name={t('check.network')} answered={partOf(coin, (its) => its?.network ?? null)}>
        {(value) => (
          <bdi dir="ltr" className={styles['code']}>
            {value ?? '–'}
          </bdi>
        )}
      </Row>
      <Row name={t('check.decimals')} answered={partOf(coin, (its) => its?.decimals ?? null)}>
        {(value) => (value === null ? '–' : format.count(value))}
      </Row>
      <Row name={t('check.minimum')} answered={minimum}>
        {(value) => <UsdtText amount={value} />}
      </Row>
    </dl>
  )
}

type Answered<Value> = {
  readonly told: { readonly value: Value; readonly at: string } | null
  readonly error: PreChecks['minimum']['error']
}
type RowProps<Value> = {
  readonly name: string
  readonly answered: Answered<Value>
  readonly children: (value: Value) => ReactNode
}

function Row<Value>({ name, answered: { told, error }, children }: RowProps<Value>) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {told !== null && (
          <p className={styles['answer']}>
            {children(told.value)}{' '}
            <span className={styles['age']}>
              <AgeText at={told.at} />
            </span>
          </p>
        )}
        {error !== null && (
          <p className={styles['warning']}>
            <Sentence text={`error:${errorText(error).key}.title`} values={errorText(error).values} />
          </p>
        )}
      </dd>
    </>
  )
}

/** A no is what keeps a till from charging: it is a warning in a word. */
function YesNo({ value }: { readonly value: boolean | null }) {
  const { t } = useTranslation('account')
  if (value === null) return <Chip>{t('check.unsaid')}</Chip>
  return <Chip tone={value ? 'seen' : 'warning'}>{t(value ? 'check.yes' : 'check.no')}</Chip>
}

/** One thing of several that one answer told. */
function partOf<Whole, Part>({ told, error }: Answered<Whole>, pick: (whole: Whole) => Part): Answered<Part> {
  return { told: told === null ? null : { value: pick(told.value), at: told.at }, error }
}
