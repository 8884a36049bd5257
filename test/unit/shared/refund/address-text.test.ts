import { describe, expect, it } from 'vitest'
import { addressIn } from '../../../../shared/refund/address-text.ts'
import { USDT_CONTRACT } from '../../../../shared/tron/address.ts'
import { ADDRESS, OTHER_ADDRESS } from '../../../support/builders.ts'

describe('the address in what was typed or scanned', () => {
  it.each([
    ['bare', ADDRESS],
    ['with blanks and a line break, as scanners end', `  ${ADDRESS}\r\n`],
    ['in groups of four', ADDRESS.replace(/(.{4})/g, '$1 ')],
    ['as a wallet’s code', `tron:${ADDRESS}`],
    ['with an amount', `tron:${ADDRESS}?amount=12.5`],
    ['with the token’s contract beside it', `tron:${ADDRESS}?amount=12.5&token=${USDT_CONTRACT}`],
    ['as an address of the web', `tron://${ADDRESS}?amount=1`],
    ['in capitals', `TRON:${ADDRESS}`],
    ['in a sentence', `Please send it to ${ADDRESS}, thanks`],
    ['said twice', `${ADDRESS} ${ADDRESS}`],
  ])('%s', (_what, text) => {
    expect(addressIn(text)).toBe(ADDRESS)
  })

  it.each([
    ['nothing', '', ''],
    ['no address', ' hello ', 'hello'],
    ['two of them', `${ADDRESS} or ${OTHER_ADDRESS}`, `${ADDRESS} or ${OTHER_ADDRESS}`],
    ['another chain’s code', `ethereum:${ADDRESS}`, `ethereum:${ADDRESS}`],
    ['a longer word that holds one', `x${ADDRESS}9`, `x${ADDRESS}9`],
    ['a code without one', 'tron:?amount=1', ''],
  ])('is not guessed at: %s', (_what, text, expected) => {
    expect(addressIn(text)).toBe(expected)
  })
})
