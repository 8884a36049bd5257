import type { Mode } from '../../shared/mode.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { OpenTill } from '../open-till.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** The till of the mode that is open, and the way to the next one. */
export type ModeInUse = {
  till(): OpenTill
  /** `alreadyLive` while a payment is in progress, parked ones too: it is watched in the mode it began in. */
  change(mode: Mode): Promise<Result<null>>
  /** Opens it anew with what is stored now, as soon as nobody is paying. */
  renew(): Promise<void>
  /** New keys wait until nobody is paying with the ones before; this looks whether anybody is. */
  catchUp(): void
  /** Changes of mode and keys run one after another. */
  inTurn<T>(run: () => Promise<T>): Promise<T>
}

type Dependencies = {
  readonly settings: SettingsStore
  /** Everything that a mode's till has to wait for, the keychain above all; what comes back opens it at once. */
  readonly prepare: (mode: Mode) => Promise<() => OpenTill>
  /** Another till stands where the one before did. */
  readonly onOpened: () => void
  /** New keys have to wait. */
  readonly onOutdated: () => void
}

/** Opens the till in the mode of the settings. */
export async function createModeInUse(dependencies: Dependencies): Promise<ModeInUse> {
  const { settings, prepare, onOpened, onOutdated } = dependencies
  /** The till was opened with other keys than those stored now. */
  let isOutdated = false
  let till = (await prepare(settings.read().mode))()
  let changing: Promise<unknown> = Promise.resolve()

  /**
   * Opens a till anew, with what is stored now. The one before is closed only when the next is ready, and not at all when
   * somebody began to pay meanwhile: false then.
   */
  async function reopen(mode: Mode): Promise<boolean> {
    const openNext = await prepare(mode)
    if (isBusy()) return false
    if (settings.read().mode !== mode) settings.save({ mode })
    till.close()
    till = openNext()
    onOpened()
    return true
  }

  /** A customer may be paying, or has: while that is so the till stays where it watches them. */
  function isBusy(): boolean {
    return till.payments?.isBusy() ?? false
  }

  async function renew(): Promise<void> {
    if (await reopen(till.mode)) return
    isOutdated = true
    onOutdated()
  }

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const next = changing.then(run, run)
    changing = next
    return next
  }

  return {
    till: () => till,
    change: (mode) =>
      inTurn(async () => {
        if (mode === till.mode) return ok(null)
        if (isBusy()) return err({ code: 'alreadyLive' })
        return (await reopen(mode)) ? ok(null) : err({ code: 'alreadyLive' })
      }),
    renew,
    catchUp() {
      if (!isOutdated || isBusy()) return
      isOutdated = false
      void inTurn(renew)
    },
    inTurn,
  }
}
