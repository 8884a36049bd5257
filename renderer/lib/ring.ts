import type { PaymentsState } from '../../shared/contract/payments.ts'

/** What a ring says: money is there, or somebody is needed. */
export type RingKind = PaymentsState['rings']['for']

/** The part of a window's `AudioContext` that a ring needs. */
export type Audio = Pick<
  AudioContext,
  'state' | 'currentTime' | 'destination' | 'resume' | 'createOscillator' | 'createGain'
>

/** One tone: when it begins after the ring does, in seconds, and how high it is, in hertz. */
type Tone = { readonly at: number; readonly hertz: number }

/** Two that rise, three that stay: told apart by their number too, for whoever does not hear the height. */
const TONES: Readonly<Record<RingKind, readonly Tone[]>> = {
  paid: [
    { at: 0, hertz: 660 },
    { at: 0.18, hertz: 880 },
  ],
  attention: [
    { at: 0, hertz: 740 },
    { at: 0.26, hertz: 740 },
    { at: 0.52, hertz: 740 },
  ],
}

const TONE_SECONDS = 0.22
const RISE_SECONDS = 0.02
const LOUD = 0.25
/** An exponential fall cannot end at nothing. */
const SILENT = 0.0001

/** Rings once. Where the window may not make a sound, or not yet, nothing happens: the words stand on the screen. */
export async function ring(kind: RingKind, audio: Audio): Promise<void> {
  try {
    if (audio.state === 'suspended') await audio.resume()
    for (const tone of TONES[kind]) play(tone, audio)
  } catch {
    // Closed, or no device to play on.
  }
}

/** Rises and falls softly: a tone that is cut off clicks. */
function play({ at, hertz }: Tone, audio: Audio): void {
  const begin = audio.currentTime + at
  const end = begin + TONE_SECONDS
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.setValueAtTime(hertz, begin)
  gain.gain.setValueAtTime(SILENT, begin)
  gain.gain.linearRampToValueAtTime(LOUD, begin + RISE_SECONDS)
  gain.gain.exponentialRampToValueAtTime(SILENT, end)
  oscillator.connect(gain)
  gain.connect(audio.destination)
  oscillator.start(begin)
  oscillator.stop(end)
}
