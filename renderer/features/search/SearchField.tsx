import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { takesText } from '../../commands/keyboard.ts'
import { Field } from '../../elements/Field.tsx'
import { KeyCap } from '../../elements/KeyCap.tsx'
import { useMay } from '../../lib/use-may.ts'
import styles from './search.module.css'

type SearchFieldProps = {
  readonly text: string
  readonly onText: (text: string) => void
  readonly hasFocus: boolean
  /** The key that opens the first of what was found. */
  readonly onEnter: () => void
}

/** One field for everything; the key `/` leads to it from anywhere on this screen. */
export function SearchField({ text, onText, hasFocus, onEnter }: SearchFieldProps) {
  const { t } = useTranslation('search')
  const seesHistory = useMay('seeHistory') === 'always'
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
      if (event.key !== '/' || !isPlain || takesText(event.target)) return
      event.preventDefault()
      box.current?.querySelector('input')?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onEnter()
    if (event.key !== 'Escape') return
    // The first Escape takes back what was typed, the next one leaves the field.
    if (text === '') (event.target as HTMLElement).blur()
    onText('')
  }
  return (
    <search className={styles['search']} ref={box}>
      <div className={styles['field']}>
        <Field
          label={t('field')}
          value={text}
          onChange={onText}
          onKeyDown={onKeyDown}
          maxLength={100}
          hasFocus={hasFocus}
          description={seesHistory ? undefined : t('sinceZ')}
        />
      </div>
      <span className={styles['key']}>
        <KeyCap>/</KeyCap>
      </span>
    </search>
  )
}
