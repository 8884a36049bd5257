import 'i18next'

/** The English catalogues are the list of keys: a key that is not there does not compile. */
declare module 'i18next' {
  interface ResourceNamespaceMap {
    common: typeof import('./en/common.json')
    error: typeof import('./en/error.json')
    cashier: typeof import('./en/cashier.json')
    customer: typeof import('./en/customer.json')
    settings: typeof import('./en/settings.json')
    day: typeof import('./en/day.json')
    gateways: typeof import('./en/gateways.json')
    refund: typeof import('./en/refund.json')
    account: typeof import('./en/account.json')
    books: typeof import('./en/books.json')
    latency: typeof import('./en/latency.json')
    reports: typeof import('./en/reports.json')
    exports: typeof import('./en/exports.json')
    closing: typeof import('./en/closing.json')
    sale: typeof import('./en/sale.json')
    search: typeof import('./en/search.json')
    dashboard: typeof import('./en/dashboard.json')
    tills: typeof import('./en/tills.json')
    lock: typeof import('./en/lock.json')
    people: typeof import('./en/people.json')
  }
  interface CustomTypeOptions {
    defaultNS: 'common'
    returnNull: false
  }
}
