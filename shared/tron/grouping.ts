/** "TKAt BfN5 fcAm …": groups of four, since poisoners match the first and last characters only. */
export function groupAddress(address: string): readonly string[] {
  return address.match(/.{1,4}/g) ?? []
}
