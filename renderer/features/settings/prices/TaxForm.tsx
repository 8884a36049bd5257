import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_RATES, MOST_TAX_NAME } from '../../../../shared/sale/limits.ts'
import { Button } from '../../../elements/Button.tsx'
import { usePercent } from '../../../lib/use-percent.ts'
import { useTill } from '../../../stores/app-stores.ts'
import { ChoiceGroup } from '../fields/ChoiceGroup.tsx'
import { SettingNote } from '../fields/SettingNote.tsx'
import { useSaveSetting } from '../fields/use-save-setting.ts'
import styles from './prices.module.css'
import { RateRow } from './RateRow.tsx'
import { SaleExample } from './SaleExample.tsx'
import { draftOfTaxes, isSameTaxes, newRate, type RateDraft, type TaxDraft, taxesOf } from './tax-draft.ts'

const MODES = ['off', 'inclusive', 'exclusive'] as const

/** Saved as a whole, since the shares of the rates only make sense together. */
export function TaxForm() {
  const { t } = useTranslation('sale')
  const taxes = useTill((till) => till.settings.taxes)
  const [typed, setTyped] = useState<TaxDraft | null>(null)
  const [stored] = useState(() => draftOfTaxes(taxes))
  const [isChecked, setChecked] = useState(false)
  const { state, setState, save } = useSaveSetting()
  const draft = typed ?? stored
  const read = taxesOf(draft)

  const change = (part: Partial<TaxDraft>) => {
    setTyped({ ...draft, ...part })
    setState({ kind: 'hint' })
  }
  const changeRate = (id: string, part: Partial<RateDraft>) =>
    change({ rates: draft.rates.map((rate) => (rate.id === id ? { ...rate, ...part } : rate)) })
  const submit = async () => {
    setChecked(true)
    if (read.ok) await save({ taxes: read.value })
  }
  const isSame = read.ok && isSameTaxes(read.value, taxes)
  return (
    <div className={styles['form']}>
      <ChoiceGroup
        label={t('taxes.mode')}
        value={draft.mode}
        choices={MODES.map((value) => ({ value, text: t(`taxes.${value}`), hint: t(`taxes.${value}Hint`) }))}
        onChange={(mode) => change({ mode })}
      />
      {draft.mode !== 'off' && (
        <>
          <div className={styles['rates']}>
            {draft.rates.map((rate, index) => (
              <RateRow
                key={rate.id}
                rate={rate}
                number={index + 1}
                isFirst={index === 0}
                onChange={(part) => changeRate(rate.id, part)}
                onRemove={
                  draft.rates.length > 1
                    ? () => change({ rates: draft.rates.filter(({ id }) => id !== rate.id) })
                    : undefined
                }
              />
            ))}
          </div>
          <div>
            <Button
              onPress={() => change({ rates: [...draft.rates, newRate()] })}
              isDisabled={draft.rates.length >= MOST_RATES}
            >
              {t('taxes.add')}
            </Button>
          </div>
        </>
      )}
      <div className={styles['actions']}>
        <Button variant="primary" onPress={() => void submit()} isDisabled={isSame}>
          {t('taxes.save')}
        </Button>
        {isChecked && !read.ok ? <Problem problem={read.error} /> : <SettingNote state={state} />}
      </div>
      {read.ok && read.value !== null && <SaleExample taxes={read.value} />}
    </div>
  )
}

type ProblemProps = { readonly problem: Extract<ReturnType<typeof taxesOf>, { ok: false }>['error'] }

function Problem({ problem }: ProblemProps) {
  const { t } = useTranslation('sale')
  const percent = usePercent()
  return (
    <p className={styles['problem']} role="alert">
      {problem.code === 'sharesOff'
        ? t('taxes.sharesOff', { sum: percent(problem.sum) })
        : t(`taxes.${problem.code}`, { max: MOST_TAX_NAME })}
    </p>
  )
}
