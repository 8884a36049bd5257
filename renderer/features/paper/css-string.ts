/** Whatever stands in it is text: what an identifier escapes is escaped in a string just so. */
export function cssString(text: string): string {
  return `"${CSS.escape(text)}"`
}
