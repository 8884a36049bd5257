import type { z } from 'zod'
import type { Caller } from '../people/caller.ts'
import type { Result } from '../result.ts'

/** The windows, as senders of requests and receivers of pushes. `paper` is never seen: what it draws is printed. */
export type WindowRole = 'cashier' | 'customer' | 'paper'

/** A call from a window to main. `from` says which windows may make it. */
export type RequestSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly kind: 'request'
  readonly from: readonly WindowRole[]
  readonly input: I
  readonly output: O
}

/** A message from main. `to` says which windows receive it: nothing else ever reaches them. */
export type PushSpec<P extends z.ZodType = z.ZodType> = {
  readonly kind: 'push'
  readonly to: readonly WindowRole[]
  readonly payload: P
}

export type ContractShape = Readonly<Record<string, Readonly<Record<string, RequestSpec | PushSpec>>>>

export function request<I extends z.ZodType, O extends z.ZodType>(
  from: readonly WindowRole[],
  input: I,
  output: O,
): RequestSpec<I, O> {
  return { kind: 'request', from, input, output }
}

export function push<P extends z.ZodType>(to: readonly WindowRole[], payload: P): PushSpec<P> {
  return { kind: 'push', to, payload }
}

/** The one place where a channel name is made. */
export function channelOf(group: string, call: string): string {
  return `${group}.${call}`
}

/** What main must provide: a function for every request; forgetting one is a compile error. */
export type Handlers<C extends ContractShape> = {
  readonly [G in keyof C]: {
    readonly [K in keyof C[G] as C[G][K] extends RequestSpec ? K : never]: C[G][K] extends RequestSpec<
      infer I,
      infer O
    >
      ? (input: z.output<I>, caller: Caller) => Promise<Result<z.input<O>>> | Result<z.input<O>>
      : never
  }
}

/** What a window sees: requests as functions, pushes as subscriptions that return their end. */
export type Backend<C extends ContractShape> = {
  readonly [G in keyof C]: {
    readonly [K in keyof C[G]]: C[G][K] extends RequestSpec<infer I, infer O>
      ? undefined extends z.input<I>
        ? () => Promise<Result<z.output<O>>>
        : (input: z.input<I>) => Promise<Result<z.output<O>>>
      : C[G][K] extends PushSpec<infer P>
        ? (listener: (payload: z.output<P>) => void) => () => void
        : never
  }
}

/** Main's side of the pushes. */
export type Publish<C extends ContractShape> = {
  readonly [G in keyof C]: {
    readonly [K in keyof C[G] as C[G][K] extends PushSpec ? K : never]: C[G][K] extends PushSpec<infer P>
      ? (payload: z.input<P>) => void
      : never
  }
}
