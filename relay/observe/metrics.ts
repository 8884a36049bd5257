// Figures in Prometheus' text format. Names and labels are ours and fixed; nothing a sender writes becomes a label.

export interface Counter {
  add(label?: string, by?: number): void
}

export interface Histogram {
  observe(value: number): void
}

type Figure = () => readonly string[]

export interface Metrics {
  /** With `labelled`, each total belongs to one value of that label. */
  counter(name: string, help: string, labelled?: string): Counter
  /** Read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void
  /** `bounds` ascending, in the unit of the name. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram
  text(): string
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export function createMetrics(): Metrics {
  const figures: Figure[] = []
  const head = (name: string, help: string, type: string) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
  ]

  return {
    counter(name, help, labelled) {
      const totals = new Map<string, number>(labelled === undefined ? [['', 0]] : [])
      figures.push(() => [
        ...head(name, help, 'counter'),
        ...[...totals].map(([label, total]) =>
          labelled === undefined ? `${name} ${total}` : `${name}{${labelled}="${label}"} ${total}`,
        ),
      ])
      return { add: (label = '', by = 1) => void totals.set(label, (totals.get(label) ?? 0) + by) }
    },
    gauge(name, help, read) {
      figures.push(() => [...head(name, help, 'gauge'), `${name} ${read()}`])
    },
    histogram(name, help, bounds) {
      const counts = new Array<number>(bounds.length + 1).fill(0)
      let sum = 0
      figures.push(() => {
        let below = 0
        const buckets = [...bounds, '+Inf'].map((bound, index) => {
          below += counts[index] ?? 0
          return `${name}_bucket{le="${bound}"} ${below}`
        })
        return [...head(name, help, 'histogram'), ...buckets, `${name}_sum ${sum}`, `${name}_count ${below}`]
      })
      return {
        observe(value) {
          const index = bounds.findIndex((bound) => value <= bound)
          const place = index === -1 ? bounds.length : index
          counts[place] = (counts[place] ?? 0) + 1
          sum += value
        },
      }
    },
    text: () => `${figures.flatMap((figure) => figure()).join('\n')}\n`,
  }
}
