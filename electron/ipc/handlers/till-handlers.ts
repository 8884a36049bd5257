import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, ok } from '../../../shared/result.ts'
import { openLink, openPracticePanel } from '../../security/external-links.ts'
import type { TillControl } from '../../till-control.ts'

/** `onShown`: the cashier's keypad is on the screen. */
export function tillHandlers(control: TillControl, onShown: () => void): TillHandlers['till'] {
  return {
    state: () => ok(control.state()),
    shown: () => {
      onShown()
      return ok(null)
    },
    setMode: ({ mode }) => control.setMode(mode),
    welcomed: () => control.saveSettings({ welcomed: true }),
    saveSettings: (patch, caller) => control.saveSettings(patch, caller),
    async openLink({ link }) {
      if (link !== 'practicePanel') {
        await openLink(link)
        return ok(null)
      }
      const panel = control.state().practicePanel
      if (panel === null) return err({ code: 'notNow' })
      await openPracticePanel(panel)
      return ok(null)
    },
  }
}

export function ownerHandlers(control: TillControl): TillHandlers['owner'] {
  return {
    setPin: (change) => control.setPin(change),
    setEarlyRelease: ({ earlyRelease }, caller) => control.setEarlyRelease(earlyRelease, caller),
  }
}

export function relayHandlers({ relay }: TillControl): TillHandlers['relay'] {
  return {
    connect: (input) => relay.connect(input),
    forget: ({ mode }) => relay.forget(mode),
    callbacks: (query) => ok(relay.callbacks(query)),
  }
}
