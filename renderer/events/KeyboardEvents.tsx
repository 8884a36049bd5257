import { useEffect } from 'react'
import { ALL_COMMANDS, FIELD_COMMANDS } from '../commands/all-commands.ts'
import { paste, typeKey } from '../commands/charge-commands.ts'
import { type App, commandForKey, readAppState } from '../commands/command.ts'
import { commandKeyOf, entryKeyOf, takesText } from '../commands/keyboard.ts'
import { typeIntoPin } from '../commands/pin-keys.ts'
import { useApp } from '../commands/use-command.ts'
import { isShut } from '../lib/permission.ts'
import { hasKeypad } from '../stores/screen-store.ts'

/** The one keyboard handler: the keypad and every command, wherever the focus is, but in text fields only what works there. */
export function KeyboardEvents() {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (handle(app, event)) event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      const state = readAppState(app.stores)
      if (!state || isShut(state.till.session)) return
      if (takesText(event.target) || !hasKeypad(state.screen)) return
      paste(app, event.clipboardData?.getData('text') ?? '')
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('paste', onPaste)
    }
  }, [app])
  return null
}

/** Returns whether the press was ours. A held-down key repeats digits and deletions, never a command. */
function handle(app: App, event: KeyboardEvent): boolean {
  const state = readAppState(app.stores)
  // The lock screen has a keyboard of its own.
  if (!state || isShut(state.till.session) || event.defaultPrevented || event.isComposing) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const isTyping = takesText(event.target)
  const entryKey = hasKeypad(state.screen) && !isTyping ? entryKeyOf(event) : undefined
  if (entryKey !== undefined) {
    if (!typeIntoPin(entryKey)) typeKey(app, entryKey)
    return true
  }
  if (event.repeat) return false
  const commands = isTyping ? FIELD_COMMANDS : ALL_COMMANDS
  const command = commandForKey(commands, state, commandKeyOf(event))
  command?.run(app)
  return command !== undefined
}
