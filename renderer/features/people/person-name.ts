/** As main takes it (`PersonName`). */
export function isPersonName(text: string): boolean {
  const { length } = text.trim()
  return length >= 1 && length <= 40
}
