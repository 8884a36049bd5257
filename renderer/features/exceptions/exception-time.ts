const formats = new Map<string, Intl.DateTimeFormat>()

/** "21 Nov, 14:02", in the time zone of the payment. A format is made once: hundreds of rows share it. */
export function formatExceptionTime(instant: string, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`
  const known = formats.get(key)
  const format =
    known ??
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
  if (!known) formats.set(key, format)
  return format.format(new Date(instant))
}
