import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import styles from './closing.module.css'
import type { PaperState, usePaper } from './use-paper.ts'

type PaperButtonsProps = {
  readonly paper: ReturnType<typeof usePaper>
  /** Where letters are keys of the keypad's screen, the buttons have none. */
  readonly hasKeys?: boolean
}

/** On the computer's printer, or as a file. */
export function PaperButtons({ paper, hasKeys = true }: PaperButtonsProps) {
  const { t } = useTranslation('closing')
  const { state, isBusy, print, savePdf } = paper
  return (
    <div className={styles['paper']}>
      <Button onPress={() => void print()} isDisabled={isBusy} keyCap={hasKeys ? t('key.print') : undefined}>
        {state.kind === 'printing' ? t('paper.printing') : t('paper.print')}
      </Button>
      <Button onPress={() => void savePdf()} isDisabled={isBusy} keyCap={hasKeys ? t('key.pdf') : undefined}>
        {state.kind === 'saving' ? t('paper.saving') : t('paper.pdf')}
      </Button>
    </div>
  )
}

/** Where it went, or why there is nothing. */
export function PaperOutcome({ state }: { readonly state: PaperState }) {
  const { t } = useTranslation('closing')
  if (state.kind === 'failed') {
    return (
      <div className={styles['failed']} role="alert">
        <ErrorText error={state.error} />
      </div>
    )
  }
  return (
    <p className={styles['outcome']} role="status">
      {state.kind === 'printed' && t('paper.printed')}
      {state.kind === 'saved' && state.file === null && t('paper.notSaved')}
      {state.kind === 'saved' && state.file !== null && (
        <Sentence text="closing:paper.saved" values={{ file: state.file }} />
      )}
    </p>
  )
}
