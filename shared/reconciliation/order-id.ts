/** "Till1-0118-k3m9xq2p": the till's name, the payment's number, eight letters or digits. */
const OURS = /^([A-Za-z0-9]{1,12})-\d{4,}-[a-z0-9]{8}$/

/** What a till's name becomes in its order ids. */
export function orderNameOf(tillName: string): string {
  return tillName.replace(/[^A-Za-z0-9]/g, '').slice(0, 12) || 'Till'
}

/** The name of the till that made an order id; undefined when no till did. */
export function tillOfOrder(orderId: string): string | undefined {
  return OURS.exec(orderId)?.[1]
}
