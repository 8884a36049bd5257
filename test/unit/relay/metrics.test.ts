import { describe, expect, it } from 'vitest'
import { createMetrics } from '../../../relay/observe/metrics.ts'

describe('figures in Prometheus’ text format', () => {
  it('counters, with and without a label', () => {
    const metrics = createMetrics()
    const sent = metrics.counter('sent_total', 'Sent')
    const refused = metrics.counter('refused_total', 'Refused', 'reason')
    sent.add('', 3)
    sent.add()
    refused.add('too large')
    refused.add('too slow')
    refused.add('too large')
    expect(metrics.text()).toBe(
      [
        '# HELP sent_total Sent',
        '# TYPE sent_total counter',
        'sent_total 4',
        '# HELP refused_total Refused',
        '# TYPE refused_total counter',
        'refused_total{reason="too large"} 2',
        'refused_total{reason="too slow"} 1',
        '',
      ].join('\n'),
    )
  })

  it('a counter stands at 0 before anything was counted', () => {
    const metrics = createMetrics()
    metrics.counter('sent_total', 'Sent')
    expect(metrics.text()).toContain('\nsent_total 0\n')
  })

  it('gauges are read when asked for', () => {
    const metrics = createMetrics()
    let listeners = 1
    metrics.gauge('listeners', 'Open', () => listeners)
    listeners = 5
    expect(metrics.text()).toContain('# TYPE listeners gauge\nlisteners 5\n')
  })

  it('histograms add up, bounds included', () => {
    const metrics = createMetrics()
    const seconds = metrics.histogram('seconds', 'Taken', [0.5, 1])
    for (const value of [0.25, 0.5, 0.75, 4]) seconds.observe(value)
    expect(metrics.text().split('\n').slice(2)).toEqual([
      'seconds_bucket{le="0.5"} 2',
      'seconds_bucket{le="1"} 3',
      'seconds_bucket{le="+Inf"} 4',
      'seconds_sum 5.5',
      'seconds_count 4',
      '',
    ])
  })
})
