import type { EventEmitter } from 'node:events'
import type {} from 'electron' // makes the namespace Electron known to every file here

/** The members of ours that Electron has too and that do not fit its declaration, but for those known to differ. */
export type Differs<Ours, Theirs, Known = never> = {
  [K in Exclude<keyof Ours & keyof Theirs, keyof EventEmitter | Known>]: Ours[K] extends Theirs[K] ? never : K
}[Exclude<keyof Ours & keyof Theirs, keyof EventEmitter | Known>]

/** A type error names the member that differs. */
export type None<K extends never> = K
