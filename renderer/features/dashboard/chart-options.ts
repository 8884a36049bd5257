import uPlot from 'uplot'

export type ChartLine = {
  readonly look: 'bars' | 'line' | 'dashes'
  readonly values: readonly (number | null)[]
}

/** In CSS pixels. */
export const HEIGHT = 240
const LABEL_WIDTH = 44
const CHARACTER_WIDTH = 8
const FONT_SIZE = 13
const MARKS = /[\u2067\u2069]/g
/** More of them run together. */
const MOST_POINTS = 62

type Drawn = {
  readonly labels: readonly string[]
  readonly lines: readonly ChartLine[]
  readonly format: (value: number) => string
  readonly steps: readonly number[] | undefined
  /** The first place is at the right, and so are the figures. */
  readonly isRtl: boolean
  readonly width: number
  /** Says with its font and with its colour samples how the chart looks. */
  readonly element: HTMLElement
}

type Colours = { readonly mark: string; readonly text: string; readonly line: string }

/** Places from the first to the last, each with its label as far as there is room; figures from nothing to the longest. */
export function chartOptions(drawn: Drawn): uPlot.Options {
  const { labels, lines, format, steps, isRtl, width, element } = drawn
  const colours = coloursOf(element)
  const font = `${FONT_SIZE}px ${getComputedStyle(element).fontFamily}`
  const axis = { stroke: colours.text, font, ticks: { show: false } }
  return {
    width,
    height: HEIGHT,
    padding: [12, 12, 0, 12],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [-0.5, labels.length - 0.5], dir: isRtl ? -1 : 1 },
      y: { range: (_plot, _least, most) => [0, most > 0 ? most * 1.05 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 32,
        splits: (plot) => everyOther(labels, plot.width),
        values: (_plot, places) => places.map((place) => labels[place] ?? ''),
      },
      {
        ...axis,
        side: isRtl ? 1 : 3,
        grid: { stroke: colours.line, width: 1 },
        size: (_plot, texts) =>
          16 + CHARACTER_WIDTH * Math.max(1, ...(texts ?? []).map((text) => text.replace(MARKS, '').length)),
        // The picture is drawn from left to right: words in it keep their own direction.
        values: (_plot, figures) =>
          figures.map((figure) => (isRtl ? `\u2067${format(figure)}\u2069` : format(figure))),
        ...(steps && { incrs: [...steps] }),
      },
    ],
    series: [{}, ...lines.map(({ look }) => seriesOf(look, colours, labels.length <= MOST_POINTS))],
  }
}

function seriesOf(look: ChartLine['look'], { mark, text }: Colours, hasPoints: boolean): uPlot.Series {
  if (look === 'bars') {
    const paths = uPlot.paths.bars?.({ size: [0.66, 48], radius: 0.12 })
    return { fill: mark, width: 0, points: { show: false }, ...(paths && { paths }) }
  }
  const stroke = look === 'line' ? mark : text
  const points = { show: hasPoints, size: 7, fill: stroke, stroke }
  return { stroke, width: 2, points, ...(look === 'dashes' && { dash: [6, 4] }) }
}

/** As many places as have room for their labels, the same number apart. */
function everyOther(labels: readonly string[], width: number): number[] {
  const places = labels.length
  const longest = Math.max(0, ...labels.map(({ length }) => length))
  const room = Math.max(LABEL_WIDTH, 12 + CHARACTER_WIDTH * longest)
  const step = Math.max(1, Math.ceil((places * room) / Math.max(1, width - 2 * room)))
  return Array.from({ length: Math.ceil(places / step) }, (_, index) => index * step)
}

function coloursOf(element: HTMLElement): Colours {
  const colourOf = (name: keyof Colours) => {
    const sample = element.querySelector(`[data-colour="${name}"]`)
    return sample ? getComputedStyle(sample).color : ''
  }
  return { mark: colourOf('mark'), text: colourOf('text'), line: colourOf('line') }
}
