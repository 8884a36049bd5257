import { describe, expect, it } from 'vitest'
import type { Channel } from '../../../relay/inbox.ts'
import { hashOf } from '../../../relay/secrets.ts'
import { createKnownChannels } from '../../../relay/sqlite/known-channels.ts'

const shop: Channel = { key: '1', id: 'id', name: 'shop' }

function given() {
  const state = { found: shop as Channel | undefined, asked: 0, nowMs: 0 }
  const known = createKnownChannels(
    () => {
      state.asked++
      return state.found
    },
    () => state.nowMs,
  )
  return { known, state }
}

describe('channels that were found', () => {
  it('are not asked for again within a second, and then are', () => {
    const { known, state } = given()
    expect([known.find(hashOf('id')), known.find(hashOf('id'))]).toEqual([shop, shop])
    expect(state.asked).toBe(1)
    state.nowMs = 1_000
    state.found = undefined
    expect(known.find(hashOf('id'))).toBeUndefined()
    expect(state.asked).toBe(2)
  })

  it('are told apart', () => {
    const { known, state } = given()
    known.find(hashOf('id'))
    state.found = undefined
    expect(known.find(hashOf('other'))).toBeUndefined()
    expect(known.find(hashOf('id'))).toEqual(shop)
  })

  it('are asked for at once when something changed here', () => {
    const { known, state } = given()
    known.find(hashOf('id'))
    known.forget()
    state.found = undefined
    expect(known.find(hashOf('id'))).toBeUndefined()
  })

  it('what was not found is asked for every time', () => {
    const { known, state } = given()
    state.found = undefined
    known.find(hashOf('id'))
    state.found = shop
    expect(known.find(hashOf('id'))).toEqual(shop)
  })
})
