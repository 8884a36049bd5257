import type { ReactNode } from 'react'
import { Button, type ButtonProps } from '../elements/Button.tsx'
import type { Command } from './command.ts'
import { useCommand } from './use-command.ts'

type CommandButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'isWide' | 'className'> & {
  readonly command: Command
  /** Instead of the command's own words. */
  readonly children?: ReactNode
}

/** A command with its words and its key. Pressed by finger or pointer it leaves the keyboard with the keypad. */
export function CommandButton({ command, children, ...look }: CommandButtonProps) {
  const { isAvailable, isKeyActive, run, label, cap } = useCommand(command)
  return (
    <Button
      {...look}
      keepsFocus
      onPress={run}
      isDisabled={!isAvailable}
      keyCap={cap}
      isKeyActive={isKeyActive}
    >
      {children ?? label}
    </Button>
  )
}
