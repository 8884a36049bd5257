import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { directionOf } from '../../i18n.ts'
import { type ChartLine, chartOptions, HEIGHT } from './chart-options.ts'
import styles from './dashboard.module.css'
import { useLook } from './use-look.ts'

type ChartProps = {
  readonly label: string
  /** What stands at the foot of each place. */
  readonly labels: readonly string[]
  /** Each with a value for every place; null is a gap. */
  readonly lines: readonly ChartLine[]
  readonly format: (value: number) => string
  /** How far apart the figures beside the axis may be; by tens without. */
  readonly steps?: readonly number[]
}

/** A picture and nothing else: it moves nothing, holds nothing, and its table stands beside it. */
export function Chart({ label, labels, lines, format, steps }: ChartProps) {
  const { i18n } = useTranslation()
  const isRtl = directionOf(i18n.language) === 'rtl'
  const look = useLook()
  const place = useRef<HTMLDivElement>(null)
  const content = JSON.stringify({ labels, lines })
  // Drawn again when it shows something else, and not whenever something is drawn around it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the content
  const shown = useMemo(() => ({ labels, lines, format, steps }), [content, i18n.language])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page
  useEffect(() => {
    const element = place.current
    if (!element) return
    const data = [shown.labels.map((_, index) => index), ...shown.lines.map(({ values }) => [...values])]
    const options = chartOptions({ ...shown, isRtl, element, width: widthOf(element) })
    const plot = new uPlot(options, data as uPlot.AlignedData, element)
    const observer = new ResizeObserver(() => plot.setSize({ width: widthOf(element), height: HEIGHT }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [shown, isRtl, look])

  return (
    <div className={styles['chart']} role="img" aria-label={label}>
      <div className={styles['place']} ref={place} dir="ltr">
        {/* Their computed colours are what is drawn with. */}
        <i data-colour="mark" />
        <i data-colour="text" />
        <i data-colour="line" />
      </div>
    </div>
  )
}

function widthOf(element: HTMLElement): number {
  return Math.max(1, Math.floor(element.clientWidth))
}
