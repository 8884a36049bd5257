/** As much as `Money` holds. */
export const MOST_MINOR = 2_251_799_813_685_248

/** 100 % in basis points: 1 is a hundredth of a percent. */
export const WHOLE_BASIS_POINTS = 10_000

/** 100 % in the unit of tax rates: 1 is a thousandth of a percent. */
export const WHOLE_MILLI_PERCENT = 100_000

/** Longer than any order's; a receipt is 32 letters wide. */
export const MOST_NOTE = 200

/** More rates than any country has on one receipt. */
export const MOST_RATES = 8

/** As many as a customer takes in at a glance. */
export const MOST_TIPS = 4

/** What a tax is called fits a line of a receipt. */
export const MOST_TAX_NAME = 30

/** Lengths of what the shop says on its receipts. Texts of years are read by them: they grow, and never shrink. */
export const MOST_SHOP_NAME = 60
export const MOST_ADDRESS = 200
export const MOST_TAX_NUMBER = 40
export const MOST_CONTACT = 120

/** The shares of the rates make exactly 100 %. */
export function isWhole(sharesBasisPoints: readonly number[]): boolean {
  return sharesBasisPoints.reduce((sum, share) => sum + share, 0) === WHOLE_BASIS_POINTS
}
