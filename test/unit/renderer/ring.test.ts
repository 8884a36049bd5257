import { describe, expect, test } from 'vitest'
import { type Audio, ring } from '../../../renderer/lib/ring.ts'

type Played = { readonly hertz: number; readonly from: number; readonly to: number }

/** An AudioContext as far as a ring goes: remembers what was to be heard. */
function anAudio(change: Partial<Audio> = {}) {
  const played: Played[] = []
  const loudness: number[] = []
  const node = { connect: () => undefined }
  const audio = {
    state: 'running',
    currentTime: 10,
    destination: node,
    resume: () => Promise.resolve(),
    createGain: () => ({
      ...node,
      gain: {
        setValueAtTime: (value: number) => loudness.push(value),
        linearRampToValueAtTime: (value: number) => loudness.push(value),
        exponentialRampToValueAtTime: (value: number) => loudness.push(value),
      },
    }),
    createOscillator: () => {
      let hertz = 0
      let from = 0
      return {
        ...node,
        frequency: {
          setValueAtTime: (value: number) => {
            hertz = value
          },
        },
        start: (at: number) => {
          from = at
        },
        stop: (to: number) => played.push({ hertz, from, to }),
      }
    },
    ...change,
  }
  return { audio: audio as unknown as Audio, played, loudness }
}

describe('a ring', () => {
  test('for "paid" is two tones that rise', async () => {
    const { audio, played } = anAudio()
    await ring('paid', audio)
    expect(played).toHaveLength(2)
    expect(played[1]?.hertz).toBeGreaterThan(played[0]?.hertz ?? 0)
    expect(played[1]?.from).toBeGreaterThan(played[0]?.from ?? 0)
    expect(played[0]?.from).toBe(10)
  })

  test('for attention is three equal tones, one after the other', async () => {
    const { audio, played } = anAudio()
    await ring('attention', audio)
    expect(played).toHaveLength(3)
    expect(new Set(played.map(({ hertz }) => hertz)).size).toBe(1)
    for (const [index, { from }] of played.entries()) {
      if (index > 0) expect(from).toBeGreaterThanOrEqual(played[index - 1]?.to ?? 0)
    }
  })

  test('begins and ends softly, and is never at full strength', async () => {
    const { audio, loudness } = anAudio()
    await ring('paid', audio)
    expect(loudness[0]).toBeLessThan(0.01)
    expect(loudness.at(-1)).toBeLessThan(0.01)
    expect(loudness.every((value) => value > 0 && value < 0.5)).toBe(true)
  })

  test('waits until the window may make a sound', async () => {
    const allowed = Promise.withResolvers<void>()
    const { audio, played } = anAudio({ state: 'suspended', resume: () => allowed.promise })
    const rung = ring('paid', audio)
    expect(played).toEqual([])
    allowed.resolve()
    await rung
    expect(played).toHaveLength(2)
  })

  test('that cannot be heard is no error', async () => {
    const refused = anAudio({ state: 'suspended', resume: () => Promise.reject(new Error('not allowed')) })
    await expect(ring('attention', refused.audio)).resolves.toBeUndefined()
    expect(refused.played).toEqual([])
    const closed = anAudio({
      createOscillator: () => {
        throw new Error('closed')
      },
    })
    await expect(ring('paid', closed.audio)).resolves.toBeUndefined()
  })
})
