import type { SaleDetails, TaxLine, TaxMode } from './details.ts'
import { proportion, spread } from './spread.ts'

/** A sale in two payments: what the first brought, and the rest that another one asks for. */
export type SplitSale = { readonly first: SaleDetails; readonly rest: SaleDetails }

/**
 * Cuts a sale in two, of which `rest` (in the minor unit) is paid by a payment of its own: each amount in it, every tax and
 * the tip, is shared out in the same proportion, and the two halves of each make the amount again. A half can be cut
 * further. The taxes of a half are shares of the sale's and not reckoned from its net anew: reckoned, they would
 * not add up.
 * @throws when the rest is more than the whole: a bug, not bad input.
 */
export function splitSale(details: SaleDetails, rest: number): SplitSale {
  if (rest > details.total) throw new Error('split: a rest above the whole')
  const lines = details.taxes?.lines ?? []
  const amounts = lines.length > 0 ? lines.flatMap(({ net, tax }) => [net, tax]) : [details.goods]
  const parts = spread(rest, [...amounts, details.tip?.minor ?? 0])
  const share = (amount: number) => (details.total === 0 ? 0 : proportion(amount, rest, details.total))
  const mode = details.taxes?.mode ?? 'inclusive'
  const cut = lines.map((line, index) =>
    partOfLine(line, mode, parts[2 * index] ?? 0, parts[2 * index + 1] ?? 0, share(line.discount)),
  )
  const tip = parts.at(-1) ?? 0
  const discount = lines.length > 0 ? sumOf(cut, 'discount') : share(details.discount?.minor ?? 0)
  const goods = rest - tip
  const asked: SaleDetails = {
    ...details,
    subtotal: lines.length > 0 ? sumOf(cut, 'subtotal') : goods + discount,
    discount: details.discount && { ...details.discount, minor: discount },
    taxes: details.taxes && { ...details.taxes, lines: cut },
    goods,
    tip: details.tip && { ...details.tip, minor: tip },
    total: rest,
  }
  return { first: remainder(details, asked), rest: asked }
}

function partOfLine(line: TaxLine, mode: TaxMode, net: number, tax: number, discount: number): TaxLine {
  const charged = mode === 'inclusive' ? net + tax : net
  return { ...line, subtotal: charged + discount, discount, net, tax, gross: net + tax }
}

/** What is left of a sale without that part of it. */
function remainder(whole: SaleDetails, part: SaleDetails): SaleDetails {
  return {
    ...whole,
    subtotal: whole.subtotal - part.subtotal,
    discount: whole.discount && {
      ...whole.discount,
      minor: whole.discount.minor - (part.discount?.minor ?? 0),
    },
    taxes: whole.taxes && {
      ...whole.taxes,
      lines: whole.taxes.lines.map((line, index) => lineWithout(line, part.taxes?.lines[index])),
    },
    goods: whole.goods - part.goods,
    tip: whole.tip && { ...whole.tip, minor: whole.tip.minor - (part.tip?.minor ?? 0) },
    total: whole.total - part.total,
  }
}

function lineWithout(line: TaxLine, part: TaxLine | undefined): TaxLine {
  if (!part) return line
  return {
    ...line,
    subtotal: line.subtotal - part.subtotal,
    discount: line.discount - part.discount,
    net: line.net - part.net,
    tax: line.tax - part.tax,
    gross: line.gross - part.gross,
  }
}

function sumOf(lines: readonly TaxLine[], field: 'subtotal' | 'discount'): number {
  return lines.reduce((sum, line) => sum + line[field], 0)
}
