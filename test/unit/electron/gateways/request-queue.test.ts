import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRequestQueue, DEFAULT_PACE } from '../../../../electron/gateways/request-queue.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A task that notes its start and ends when told. */
function recorded(log: string[], name: string) {
  return async () => {
    log.push(name)
    return name
  }
}

describe('the pace', () => {
  it('starts two requests at once and then one per second in the long run', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    const starts: number[] = []
    const begin = Date.now()
    const all = Array.from({ length: 12 }, () =>
      queue.run('background', async () => void starts.push(Date.now() - begin)),
    )
    await vi.advanceTimersByTimeAsync(20_000)
    await Promise.all(all)
    expect(starts).toEqual([0, 0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000])
  })

  it('has two again after two quiet seconds, and one after one', async () => {
    const queue = createRequestQueue({ everyMs: 1000, burst: 2, concurrency: 3 })
    const starts: number[] = []
    const begin = Date.now()
    const send = () => queue.run('live', async () => void starts.push(Date.now() - begin))
    await send()
    await send()
    await vi.advanceTimersByTimeAsync(1100)
    await send()
    await vi.advanceTimersByTimeAsync(1900)
    const rest = [send(), send(), send()]
    await vi.advanceTimersByTimeAsync(5000)
    await Promise.all(rest)
    expect(starts).toEqual([0, 0, 1100, 3000, 3000, 4000])
  })

  it('is not held up when the computer clock is set back by an hour', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    const log: string[] = []
    await Promise.all([queue.run('live', recorded(log, 'a')), queue.run('live', recorded(log, 'b'))])
    vi.setSystemTime(Date.now() - 3_600_000)
    const third = queue.run('live', recorded(log, 'c'))
    await vi.advanceTimersByTimeAsync(2000)
    await third
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('lets no more than its limit be under way at once', async () => {
    const queue = createRequestQueue({ everyMs: 1, burst: 100, concurrency: 2 })
    const answers = [0, 1, 2].map(() => Promise.withResolvers<void>())
    const started: number[] = []
    const all = answers.map((answer, index) =>
      queue.run('live', () => {
        started.push(index)
        return answer.promise
      }),
    )
    await vi.advanceTimersByTimeAsync(1000)
    expect(started).toEqual([0, 1])
    for (const answer of answers) answer.resolve()
    await Promise.all(all)
    expect(started).toEqual([0, 1, 2])
  })
})

describe('whose turn it is', () => {
  it('goes by urgency first and by arrival second', async () => {
    const queue = createRequestQueue({ everyMs: 1000, burst: 1, concurrency: 1 })
    const log: string[] = []
    const all = [
      queue.run('background', recorded(log, 'first comer')),
      queue.run('background', recorded(log, 'background')),
      queue.run('estimate', recorded(log, 'estimate')),
      queue.run('live', recorded(log, 'live')),
      queue.run('live', recorded(log, 'live, later')),
      queue.run('person', recorded(log, 'person')),
    ]
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all(all)
    expect(log).toEqual(['first comer', 'person', 'live', 'live, later', 'estimate', 'background'])
  })
})

describe('what can wait for a quiet moment', () => {
  it('leaves room for what comes next: it starts at a full bucket only, one after the other', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    const starts: string[] = []
    const begin = Date.now()
    const send = (priority: 'live' | 'spare') =>
      queue.run(priority, async () => void starts.push(`${priority} ${Date.now() - begin}`))
    const all = [send('live'), send('spare'), send('spare')]
    await vi.advanceTimersByTimeAsync(1500)
    all.push(send('live'))
    await vi.advanceTimersByTimeAsync(5000)
    await Promise.all(all)
    expect(starts).toEqual(['live 0', 'spare 1000', 'live 1500', 'spare 3000'])
  })

  it('is taken out without being sent', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    const log: string[] = []
    const cancel = new AbortController()
    await queue.run('live', recorded(log, 'a'))
    const outcome = expect(queue.run('spare', recorded(log, 'b'), cancel.signal)).rejects.toThrow(
      'not needed',
    )
    cancel.abort(new Error('not needed'))
    await outcome
    await vi.advanceTimersByTimeAsync(60_000)
    expect(log).toEqual(['a'])
  })
})

describe('giving up', () => {
  it('takes a waiting request out without sending it, and costs nobody a turn', async () => {
    const queue = createRequestQueue({ everyMs: 1000, burst: 1, concurrency: 1 })
    const log: string[] = []
    const cancel = new AbortController()
    const first = queue.run('live', recorded(log, 'a'))
    const second = queue.run('live', recorded(log, 'b'), cancel.signal)
    const third = queue.run('live', recorded(log, 'c'))
    const outcome = expect(second).rejects.toThrow('not needed')
    cancel.abort(new Error('not needed'))
    await outcome
    await vi.advanceTimersByTimeAsync(1000)
    await Promise.all([first, third])
    expect(log).toEqual(['a', 'c'])
  })

  it('refuses a request that was given up before it came', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    const log: string[] = []
    const outcome = queue.run('live', recorded(log, 'a'), AbortSignal.abort(new Error('too late')))
    await expect(outcome).rejects.toThrow('too late')
    expect(log).toEqual([])
  })

  it('leaves a running request to answer for itself', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    const cancel = new AbortController()
    const answer = Promise.withResolvers<string>()
    const running = queue.run('person', () => answer.promise, cancel.signal)
    cancel.abort()
    answer.resolve('given up, but the charge may exist')
    await expect(running).resolves.toBe('given up, but the charge may exist')
  })

  it('goes on after a task that threw', async () => {
    const queue = createRequestQueue(DEFAULT_PACE)
    await expect(queue.run('live', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(queue.run('live', async () => 'next')).resolves.toBe('next')
  })
})
