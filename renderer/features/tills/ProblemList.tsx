import { useTranslation } from 'react-i18next'
import type { TillProblem } from '../../../shared/tills/problem.ts'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { tillText } from './till-text.ts'
import styles from './tills.module.css'

type ProblemListProps = {
  readonly problems: readonly TillProblem[]
  readonly onChoose: (bundle: string) => void
}

/** What keeps the sums from being the whole truth, or that nothing does. */
export function ProblemList({ problems, onChoose }: ProblemListProps) {
  const { t } = useTranslation('tills')
  if (problems.length === 0) return <p className={styles['complete']}>{t('problem.none')}</p>
  return (
    <section className={styles['problems']} aria-label={t('problem.title')}>
      <h4 className={styles['blockTitle']}>{t('problem.title')}</h4>
      <ul className={styles['list']}>
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)}>
            <span className={styles['words']}>
              <Problem problem={problem} />
            </span>
            {'bundle' in problem && (
              <Button onPress={() => onChoose(problem.bundle)}>{t(`problem.choose.${problem.kind}`)}</Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Problem({ problem }: { readonly problem: TillProblem }) {
  const { t } = useTranslation('tills')
  const { locale, paymentNumber, shortDay } = useFormat()
  const till = tillText(problem.till, locale)
  switch (problem.kind) {
    case 'gap': {
      const [from, to] = [paymentNumber(problem.from), paymentNumber(problem.to)]
      return problem.from === problem.to
        ? t('problem.gapOne', { till, z: from })
        : t('problem.gap', { till, from, to })
    }
    case 'unsigned':
      return t('problem.unsigned', { till })
    case 'sameNumber':
      return t('problem.sameNumber', { till, other: tillText(problem.other, locale) })
    default: {
      const values = { till, z: paymentNumber(problem.z), day: shortDay(problem.day) }
      if (problem.kind === 'twice')
        return t('problem.twice', { ...values, other: tillText(problem.other, locale) })
      if (problem.kind === 'otherKey') return t('problem.otherKey', { ...values, key: problem.fingerprint })
      return t(`problem.${problem.kind}`, values)
    }
  }
}
