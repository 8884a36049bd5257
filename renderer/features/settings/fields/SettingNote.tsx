import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ErrorText } from '../../../elements/ErrorText.tsx'
import styles from './fields.module.css'
import type { SaveState } from './use-save-setting.ts'

/** Below a setting: saving, saved, or why not. Its place is kept, so that nothing jumps. */
export function SettingNote({ state }: { readonly state: SaveState }) {
  const { t } = useTranslation('settings')
  if (state.kind === 'failed') {
    return (
      <div className={styles['failed']} role="alert">
        <ErrorText error={state.error} />
      </div>
    )
  }
  return (
    <p className={styles['note']} role="status" data-kind={state.kind}>
      {state.kind === 'saving' && t('saving')}
      {state.kind === 'saved' && (
        <>
          <Check size={16} strokeWidth={3} aria-hidden="true" /> {t('saved')}
        </>
      )}
    </p>
  )
}
