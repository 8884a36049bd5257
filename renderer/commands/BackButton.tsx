import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Button } from '../elements/Button.tsx'
import styles from '../elements/css/button.module.css'
import { useStores } from '../stores/app-stores.ts'
import { stepUp } from './screen-commands.ts'
import { useCommand } from './use-command.ts'

type BackButtonProps = { readonly onBack: () => void; readonly children: ReactNode }

/** Back from what was opened inside a screen to where it stood. While it is there, Escape does the same. */
export function BackButton({ onBack, children }: BackButtonProps) {
  useWayUp(onBack)
  const { cap, isKeyActive } = useCommand(stepUp)
  return (
    <Button variant="quiet" onPress={onBack} keyCap={cap} isKeyActive={isKeyActive}>
      <ArrowLeft size={18} aria-hidden="true" className={styles['backArrow']} />
      {children}
    </Button>
  )
}

/** The way up is there as soon as the button is on the screen, and gone with it. */
function useWayUp(onBack: () => void): void {
  const { screen } = useStores()
  const latest = useRef(onBack)
  useLayoutEffect(() => {
    latest.current = onBack
  }, [onBack])
  useLayoutEffect(() => {
    const wayUp = () => latest.current()
    screen.setState({ wayUp })
    return () => {
      // What is shown next may have a way up of its own already.
      if (screen.getState().wayUp === wayUp) screen.setState({ wayUp: null })
    }
  }, [screen])
}
