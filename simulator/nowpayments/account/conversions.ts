import { microNumber } from '../../amounts.ts'

// One coin of the account made into another; done two stages later.

export type Conversion = {
  readonly id: string
  readonly apiKey: string
  readonly from: string
  readonly to: string
  readonly fromMicro: bigint
  readonly toMicro: bigint
  readonly createdAt: number
  status: 'WAITING' | 'PROCESSING' | 'FINISHED' | 'REJECTED'
  updatedAt: number
}

export const conversionBody = (conversion: Conversion) => ({
  id: conversion.id,
  status: conversion.status,
  from_currency: conversion.from.toUpperCase(),
  to_currency: conversion.to.toUpperCase(),
  from_amount: microNumber(conversion.fromMicro),
  to_amount: microNumber(conversion.toMicro),
  created_at: new Date(conversion.createdAt).toISOString(),
  updated_at: new Date(conversion.updatedAt).toISOString(),
})
