import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from './Button.tsx'
import styles from './css/segments.module.css'
import { Unseen } from './Unseen.tsx'

type Turn = {
  /** What a screen reader says of it. */
  readonly text: string
  /** The key that does the same, where there is one. */
  readonly keyCap?: string | undefined
  readonly isDisabled?: boolean
  readonly onPress: () => void
}

type TurnButtonsProps = { readonly previous: Turn; readonly next: Turn }

/** One earlier and one later, the way the language is read. */
export function TurnButtons({ previous, next }: TurnButtonsProps) {
  return (
    <div className={styles['turns']}>
      <PreviousButton {...previous} />
      <NextButton {...next} />
    </div>
  )
}

/** For where something stands between the two. */
export function PreviousButton({ text, ...button }: Turn) {
  return (
    <Button {...button}>
      <Unseen>{text}</Unseen>
      <ChevronLeft aria-hidden="true" size={20} className={styles['flip']} />
    </Button>
  )
}

export function NextButton({ text, ...button }: Turn) {
  return (
    <Button {...button}>
      <Unseen>{text}</Unseen>
      <ChevronRight aria-hidden="true" size={20} className={styles['flip']} />
    </Button>
  )
}
