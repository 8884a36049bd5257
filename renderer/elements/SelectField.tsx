import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import styles from './css/field.module.css'

export type SelectFieldProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly onChange: (value: T) => void
  readonly description?: string | undefined
  readonly isDisabled?: boolean
}

/** One of several, chosen from a list that opens. Heavy: only for screens that are loaded when asked for. */
export function SelectField<T extends string>({
  label,
  value,
  options,
  onChange,
  description,
  isDisabled = false,
}: SelectFieldProps<T>) {
  return (
    <Select
      className={styles['field'] ?? ''}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onChange(chosen.value)
      }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Button className={styles['trigger'] ?? ''}>
        <SelectValue className={styles['selected'] ?? ''} />
        <ChevronDown size={18} aria-hidden="true" />
      </Button>
      {description !== undefined && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <Popover className={styles['popover'] ?? ''}>
        <ListBox className={styles['list'] ?? ''} items={options}>
          {(option) => (
            <ListBoxItem className={styles['option'] ?? ''} id={option.value} textValue={option.text}>
              {option.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
