/** Whether a page of a vendor's may go to an address, or load something from it. */
export type PageGate = (address: string) => boolean
