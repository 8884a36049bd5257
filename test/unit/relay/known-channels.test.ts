import { describe, expect, it } from 'vitest'
import type { Channel } from '../../../relay/inbox.ts'
import { createKnownChannels } from '../../../relay/known-channels.ts'
import { hashOf } from '../../../relay/secrets.ts'

const shop: Channel = { key: '1', id: 'id', name: 'shop' }

function given() {
  const clock = { nowMs: 0 }
  const known = createKnownChannels(() => clock.nowMs)
  return { known, clock }
}

describe('channels that were found', () => {
  it('are remembered for a second, and then are not', () => {
    const { known, clock } = given()
    expect(known.recall(hashOf('id'))).toBeUndefined()
    expect(known.remember(hashOf('id'), shop)).toEqual(shop)
    clock.nowMs = 999
    expect(known.recall(hashOf('id'))).toEqual(shop)
    clock.nowMs = 1_000
    expect(known.recall(hashOf('id'))).toBeUndefined()
  })

  it('are told apart', () => {
    const { known } = given()
    known.remember(hashOf('id'), shop)
    expect(known.recall(hashOf('other'))).toBeUndefined()
  })

  it('are forgotten at once when something changed here', () => {
    const { known } = given()
    known.remember(hashOf('id'), shop)
    known.forget()
    expect(known.recall(hashOf('id'))).toBeUndefined()
  })

  it('what is not found any more is not remembered either', () => {
    const { known } = given()
    known.remember(hashOf('id'), shop)
    expect(known.remember(hashOf('id'), undefined)).toBeUndefined()
    expect(known.recall(hashOf('id'))).toBeUndefined()
  })
})
