import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import styles from './fields.module.css'
import { SettingNote } from './SettingNote.tsx'
import { useSaveSetting } from './use-save-setting.ts'

export type SearchOption = { readonly id: string; readonly text: string }

type SearchSettingProps = {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly options: readonly SearchOption[]
  readonly change: (id: string) => SettingsPatch
  /** Says that nothing in the list fits. */
  readonly invalid: string
}

/** One of very many: type to search. Text that names nothing stays as it was typed, with the reason below. */
export function SearchSetting({ label, hint, value, options, change, invalid }: SearchSettingProps) {
  const { state, setState, save } = useSaveSetting()
  const [draft, setDraft] = useState<string | null>(null)
  const stored = options.find((option) => option.id === value)?.text ?? value

  const choose = async (id: string): Promise<void> => {
    setDraft(null)
    if (id !== value) await save(change(id))
  }
  const leave = (): void => {
    if (draft === null) return
    const wanted = draft.trim().toLowerCase()
    const found = options.find((option) =>
      [option.id, option.text].some((text) => text.toLowerCase() === wanted),
    )
    if (found) void choose(found.id)
    else setState({ kind: 'invalid' })
  }
  return (
    <div className={styles['setting']}>
      <ComboBox
        className={styles['search'] ?? ''}
        defaultItems={options}
        inputValue={draft ?? stored}
        value={value}
        allowsCustomValue
        onBlur={leave}
        isInvalid={state.kind === 'invalid'}
        onInputChange={(text) => {
          if (text === (draft ?? stored)) return
          setDraft(text)
          setState({ kind: 'hint' })
        }}
        onChange={(id) => {
          if (id !== null) void choose(String(id))
        }}
      >
        <Label className={styles['choiceLabel'] ?? ''}>{label}</Label>
        <div className={styles['searchBox']}>
          <Input className={styles['searchInput'] ?? ''} onFocus={(event) => event.currentTarget.select()} />
          <Button className={styles['searchButton'] ?? ''}>
            <ChevronDown size={18} aria-hidden="true" />
          </Button>
        </div>
        {state.kind !== 'invalid' && (
          <Text slot="description" className={styles['hint'] ?? ''}>
            {hint}
          </Text>
        )}
        <FieldError className={styles['invalid'] ?? ''}>{invalid}</FieldError>
        <Popover className={styles['popover'] ?? ''}>
          <ListBox className={styles['list'] ?? ''}>
            {(option: SearchOption) => <Option option={option} />}
          </ListBox>
        </Popover>
      </ComboBox>
      <SettingNote state={state} />
    </div>
  )
}

function Option({ option }: { readonly option: SearchOption }) {
  return (
    <ListBoxItem id={option.id} textValue={option.text} className={styles['option'] ?? ''}>
      {option.text}
    </ListBoxItem>
  )
}
