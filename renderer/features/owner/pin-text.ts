/** As main takes it (`Pin`): 6 to 12 digits. */
export function isPin(text: string): boolean {
  return /^\d{6,12}$/.test(text)
}

/** The digits of Arabic keyboards count as well; everything else is left out. */
export function asciiDigits(text: string): string {
  return [...text]
    .filter((character) => /[0-9٠-٩۰-۹]/.test(character))
    .map((digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .join('')
}
