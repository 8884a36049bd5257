// The vendors the till can speak to. To add one is to add its line here; the rest derives from this list.

export { nowPayments } from './nowpayments/vendor.ts'
export { payStablecoin } from './paystablecoin/vendor.ts'
export { usdtPayments } from './usdt-payments/vendor.ts'
