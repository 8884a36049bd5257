import { type CSSProperties, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerView } from '../../../shared/contract/customer.ts'
import type { TipAnswer } from '../../../shared/contract/tip.ts'
import { asciiDigits } from '../../lib/ascii-digits.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePercent } from '../../lib/use-percent.ts'
import styles from './tip.module.css'

type TipView = Extract<CustomerView, { kind: 'tip' }>

/** Says what the customer chose; resolves to whether the till took it. */
export type AnswerTip = (answer: TipAnswer) => Promise<boolean>

const NO_TIP = 0

/** One question, by finger, mouse or number keys: 1 and up are the offers, 0 is no tip. One answer is enough. */
export function TipScreen({ view, onAnswer }: { readonly view: TipView; readonly onAnswer: AnswerTip }) {
  const { t } = useTranslation('customer')
  const format = useFormat()
  const percent = usePercent()
  const { attempt, offers } = view
  const [chosen, setChosen] = useState<number | null>(null)

  useEffect(() => {
    const choices = [NO_TIP, ...offers.map(({ basisPoints }) => basisPoints)]
    const onKeyDown = (event: KeyboardEvent) => {
      const key = asciiDigits(event.key)
      const choice = /^\d$/.test(key) && !event.repeat ? choices[Number(key)] : undefined
      if (choice !== undefined) setChosen((before) => before ?? choice)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [offers])

  useEffect(() => {
    if (chosen === null) return
    let isGone = false
    void onAnswer({ attempt, basisPoints: chosen }).then((isTaken) => {
      if (!isTaken && !isGone) setChosen(null)
    })
    return () => {
      isGone = true
    }
  }, [attempt, chosen, onAnswer])

  const button = (basisPoints: number) =>
    ({
      type: 'button',
      className: styles['choice'],
      disabled: chosen !== null,
      'data-chosen': chosen === basisPoints,
      onClick: () => setChosen((before) => before ?? basisPoints),
    }) as const
  return (
    <div className={styles['tip']}>
      <div className={styles['question']}>
        <h1 className={styles['title']}>{t('tip.title')}</h1>
        <p className={styles['price']}>
          <bdi>{view.shopName}</bdi> · <bdi>{format.money(view.price)}</bdi>
        </p>
      </div>
      <div className={styles['choices']} style={columnsOf(offers.length)}>
        {offers.map(({ basisPoints, tip, total }, index) => (
          <button key={basisPoints} {...button(basisPoints)}>
            <span className={styles['key']} aria-hidden="true">
              {format.count(index + 1)}
            </span>
            <strong className={styles['percent']}>{percent(basisPoints)}</strong>
            <span className={styles['amount']}>
              <bdi>{format.money(tip)}</bdi>
            </span>
            <span className={styles['total']}>{t('tip.total', { total: format.money(total) })}</span>
          </button>
        ))}
        <button {...button(NO_TIP)} data-none>
          <span className={styles['key']} aria-hidden="true">
            {format.count(NO_TIP)}
          </span>
          <strong className={styles['none']}>{t('tip.none')}</strong>
        </button>
      </div>
    </div>
  )
}

/** One column for each offer, and one line below them for none. */
function columnsOf(offers: number): CSSProperties {
  return { '--offers': offers } as CSSProperties
}
