import { EventEmitter } from 'node:events'

type Source = 'system' | 'light' | 'dark'

class NativeTheme extends EventEmitter {
  #source: Source = 'system'

  get themeSource(): Source {
    return this.#source
  }
  set themeSource(source: Source) {
    this.#source = source
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

export const nativeTheme = new NativeTheme()

/** What pages are told, undefined when the application leaves it to the system. */
export function chosenDark(): boolean | undefined {
  return nativeTheme.themeSource === 'system' ? undefined : nativeTheme.shouldUseDarkColors
}
