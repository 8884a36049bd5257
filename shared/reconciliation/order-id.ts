/** "T02-Till2-0118-k3m9xq2p": the till, the payment's number, eight letters or digits. Tills had no numbers once. */
const OURS = /^((?:T\d{2}-)?[A-Za-z0-9]{1,12})-\d{4,}-[a-z0-9]{8}$/

/** What a till's number and name become in its order ids ("T02-Till2"); of one without a number, its name alone. */
export function orderNameOf(tillName: string, tillNumber: number | null): string {
  const name = tillName.replace(/[^A-Za-z0-9]/g, '').slice(0, 12) || 'Till'
  return tillNumber === null ? name : `T${String(tillNumber).padStart(2, '0')}-${name}`
}

/** The till that made an order id, as it names itself there; undefined when no till did. */
export function tillOfOrder(orderId: string): string | undefined {
  return OURS.exec(orderId)?.[1]
}
