import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Outcome } from '../../elements/Page.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import styles from './closing.module.css'
import type { PaperState, usePaper } from './use-paper.ts'

type PaperButtonsProps = { readonly paper: ReturnType<typeof usePaper> }

/** On the computer's printer, or as a file; their keys are `usePaperKeys`. */
export function PaperButtons({ paper }: PaperButtonsProps) {
  const { t } = useTranslation('closing')
  const { state, isBusy, print, savePdf } = paper
  return (
    <div className={styles['paper']}>
      <Button onPress={() => void print()} isDisabled={isBusy} keyCap={t('key.print')}>
        {state.kind === 'printing' ? t('paper.printing') : t('paper.print')}
      </Button>
      <Button onPress={() => void savePdf()} isDisabled={isBusy} keyCap={t('key.pdf')}>
        {state.kind === 'saving' ? t('paper.saving') : t('paper.pdf')}
      </Button>
    </div>
  )
}

/** Where it went, or why there is nothing. */
export function PaperOutcome({ state }: { readonly state: PaperState }) {
  const { t } = useTranslation('closing')
  if (state.kind === 'failed') {
    return <Failure error={state.error} />
  }
  return (
    <Outcome>
      {state.kind === 'printed' && t('paper.printed')}
      {state.kind === 'saved' && state.file === null && t('paper.notSaved')}
      {state.kind === 'saved' && state.file !== null && (
        <Sentence text="closing:paper.saved" values={{ file: state.file }} />
      )}
    </Outcome>
  )
}
