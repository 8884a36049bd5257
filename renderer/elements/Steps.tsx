import { Check } from 'lucide-react'
import styles from './css/steps.module.css'

type StepsProps = {
  readonly label: string
  readonly steps: readonly { readonly key: string; readonly text: string; readonly number: string }[]
  /** How many are behind; the next one is the current one. */
  readonly done: number
}

/** Where something stands on a known way. Done, current and coming differ by shape as well as by colour. */
export function Steps({ label, steps, done }: StepsProps) {
  return (
    <ol className={styles['steps']} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.key}
          className={styles['step']}
          data-state={stateOf(index, done)}
          aria-current={index === done ? 'step' : undefined}
        >
          <span className={styles['mark']} aria-hidden="true">
            {index < done ? <Check size={14} strokeWidth={3} /> : step.number}
          </span>
          {step.text}
        </li>
      ))}
    </ol>
  )
}

function stateOf(index: number, done: number): 'done' | 'current' | 'coming' {
  if (index < done) return 'done'
  return index === done ? 'current' : 'coming'
}
