/** The ISO day before or after ("2026-03-01" and -1 → "2026-02-28"): calendar arithmetic, no time zone in it. */
export function shiftDay(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + by)).toISOString().slice(0, 10)
}
