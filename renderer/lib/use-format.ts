import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../shared/money/money.ts'
import { localeOf } from '../i18n.ts'
import {
  formatCount,
  formatCountdown,
  formatDay,
  formatMoney,
  formatPaymentNumber,
  formatShortDay,
  formatShortMoney,
  formatTime,
  formatTimeWithSeconds,
} from './format.ts'
import { formatMoment } from './moment.ts'

/** IANA name of the shop's time zone; undefined where only countdowns are shown. */
export const TimeZoneContext = createContext<string | undefined>(undefined)

/** Formats in the window's language and the shop's time zone. */
export function useFormat() {
  const locale = useLocale()
  const timeZone = useContext(TimeZoneContext)
  return useMemo(
    () => ({
      locale,
      money: (money: Money) => formatMoney(money, locale),
      shortMoney: (money: Money) => formatShortMoney(money, locale),
      count: (count: number) => formatCount(count, locale),
      paymentNumber: (number: number) => formatPaymentNumber(number, locale),
      time: (instant: string | number | Date) => formatTime(instant, locale, timeZone),
      timeWithSeconds: (instant: string) => formatTimeWithSeconds(instant, locale, timeZone),
      day: (day: string) => formatDay(day, locale),
      shortDay: (day: string) => formatShortDay(day, locale),
      moment: (instant: string, today: string) => formatMoment(instant, today, locale, timeZone),
      countdown: (leftMs: number) => formatCountdown(leftMs, locale),
    }),
    [locale, timeZone],
  )
}

export function useLocale(): string {
  const { i18n } = useTranslation()
  return localeOf(i18n.language)
}
