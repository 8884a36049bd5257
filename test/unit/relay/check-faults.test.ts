import { describe, expect, it } from 'vitest'
import { problemOf, refusalOf } from '../../../relay/check/faults.ts'

function failed(code: string): Error {
  return Object.assign(new Error(`${code} at https://relay.example/in/secret`), { code })
}

describe('what went wrong on the way', () => {
  it('has a sentence of its own for what technicians meet', () => {
    const codes = [
      'ENOTFOUND',
      'ECONNREFUSED',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'ETIMEDOUT',
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ]
    const sentences = codes.map((code) => problemOf(failed(code)).sentence)
    expect(new Set(sentences).size).toBe(codes.length)
    expect(sentences.filter((sentence) => sentence.startsWith('The connection broke'))).toEqual([])
  })

  it('knows a limit that has passed, however it shows', () => {
    const late = 'Nobody answers there in time.'
    expect(problemOf(failed('ABORT_ERR')).sentence).toBe(late)
    expect(problemOf(new DOMException('late', 'TimeoutError')).sentence).toBe(late)
  })

  it('names what it does not know by its code, and repeats nothing else of it', () => {
    expect(problemOf(failed('EWHATEVER')).sentence).toBe('The connection broke (EWHATEVER).')
    expect(JSON.stringify(problemOf(failed('EWHATEVER')))).not.toContain('secret')
  })

  it('tells answers apart that need different hands', () => {
    const statuses = [301, 403, 404, 413, 502, 503]
    const sentences = statuses.map((status) => refusalOf('The callback', { status, headers: {} }).sentence)
    expect(new Set(sentences).size).toBe(statuses.length)
    expect(sentences[0]).toBe('The callback is redirected (301) to elsewhere.')
  })
})
