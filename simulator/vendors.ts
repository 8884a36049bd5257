// The vendors the simulator speaks for. To add one is to add its line here; the rest derives from this list.

export { nowpayments } from './nowpayments/vendor.ts'
export { paystablecoin } from './paystablecoin/vendor.ts'
export { usdtPayments } from './usdt-payments/vendor.ts'
