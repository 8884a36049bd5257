import type { Page } from '@playwright/test'
import type { z } from 'zod'
import {
  type Bridge,
  PUSH_CHANNELS,
  type PushChannel,
  REQUEST_CHANNELS,
  type RequestChannel,
} from '../../shared/contract/channels.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { PushSpec, RequestSpec } from '../../shared/contract/define.ts'
import { ok, type Result } from '../../shared/result.ts'

// A stand-in for main, living in the test: the page's `window.till` calls into it. Everything that crosses is parsed
// with the contract, so that neither a window nor a test can drift from it.

type Contract = typeof contract
type SpecOf<C extends string> = C extends `${infer G}.${infer K}`
  ? G extends keyof Contract
    ? K extends keyof Contract[G]
      ? Contract[G][K]
      : never
    : never
  : never
export type InputOf<C extends RequestChannel> =
  SpecOf<C> extends RequestSpec<infer I, z.ZodType> ? z.output<I> : never
export type OutputOf<C extends RequestChannel> =
  SpecOf<C> extends RequestSpec<z.ZodType, infer O> ? z.input<O> : never
export type PayloadOf<C extends PushChannel> = SpecOf<C> extends PushSpec<infer P> ? z.input<P> : never

export type Answer<C extends RequestChannel> = Result<OutputOf<C>>
export type Responder<C extends RequestChannel> = (input: InputOf<C>) => Answer<C> | Promise<Answer<C>>

export type FakeBackend = {
  /** From now on this call is answered so; a function sees the parsed input. */
  readonly answer: <C extends RequestChannel>(channel: C, answer: Answer<C> | Responder<C>) => void
  /** The next calls wait until the returned function gives their answer. */
  readonly hold: <C extends RequestChannel>(channel: C) => (answer: Answer<C>) => void
  /** Inputs of every call made so far, oldest first. */
  readonly calls: <C extends RequestChannel>(channel: C) => readonly InputOf<C>[]
  /** Resolves when the window has made that many calls. */
  readonly called: (channel: RequestChannel, times: number) => Promise<void>
  /** What main would push. */
  readonly emit: <C extends PushChannel>(channel: C, payload: PayloadOf<C>) => Promise<void>
  /** Calls that did not fit the contract or had no answer; a test fails when there are any. */
  readonly violations: readonly string[]
}

type PageWindow = { till: Bridge; fakeEmit: (channel: string, payload: unknown) => void }

/** Puts the fake behind `window.till` before any script of the page runs. */
export async function installFakeBackend(page: Page): Promise<FakeBackend> {
  // Told by every cashier's page by itself, whatever the test is about.
  const responders = new Map<string, (input: unknown) => unknown>([['till.shown', () => ok(null)]])
  const calls = new Map<string, unknown[]>()
  const watchers = new Set<() => void>()
  const violations: string[] = []

  await page.exposeFunction('fakeRequest', async (channel: string, input: unknown) => {
    const spec = requestSpec(channel)
    const parsed = spec.input.safeParse(input ?? undefined)
    if (!parsed.success) violations.push(`${channel}: input ${parsed.error.message}`)
    calls.set(channel, [...(calls.get(channel) ?? []), parsed.data])
    for (const watcher of watchers) watcher()
    const responder = responders.get(channel)
    if (!responder) {
      violations.push(`${channel}: no answer set`)
      throw new Error(`fake backend: no answer set for ${channel}`)
    }
    const answer = (await responder(parsed.data)) as Result<unknown>
    return answer.ok ? ok(spec.output.parse(answer.value)) : answer
  })
  await page.addInitScript(installBridge, { requests: [...REQUEST_CHANNELS], pushes: [...PUSH_CHANNELS] })

  return {
    violations,
    answer: (channel, answer) => {
      responders.set(
        channel,
        typeof answer === 'function' ? (answer as (input: unknown) => unknown) : () => answer,
      )
    },
    hold: <C extends RequestChannel>(channel: C) => {
      const held = Promise.withResolvers<Answer<C>>()
      responders.set(channel, () => held.promise)
      return held.resolve
    },
    calls: <C extends RequestChannel>(channel: C) => (calls.get(channel) ?? []) as InputOf<C>[],
    called: (channel, times) =>
      new Promise((resolve) => {
        const check = () => {
          if ((calls.get(channel) ?? []).length < times) return
          watchers.delete(check)
          resolve()
        }
        watchers.add(check)
        check()
      }),
    emit: async (channel, payload) => {
      const sent = pushSpec(channel).payload.parse(payload)
      await page.evaluate(([name, value]) => (window as unknown as PageWindow).fakeEmit(name, value), [
        channel,
        sent,
      ] as const)
    },
  }
}

/** Runs inside the page: the preload's two functions. */
function installBridge({ requests, pushes }: { requests: string[]; pushes: string[] }): void {
  type Listener = (payload: unknown) => void
  const listeners = new Map<string, Set<Listener>>(pushes.map((channel) => [channel, new Set()]))
  const page = window as unknown as PageWindow & {
    fakeRequest: (channel: string, input: unknown) => Promise<unknown>
  }
  page.till = {
    request: (channel, input) => {
      if (!requests.includes(channel)) return Promise.reject(new Error(`not allowed: ${channel}`))
      return page.fakeRequest(channel, input)
    },
    subscribe: (channel, listener) => {
      listeners.get(channel)?.add(listener)
      return () => listeners.get(channel)?.delete(listener)
    },
  }
  page.fakeEmit = (channel, payload) => {
    for (const listener of listeners.get(channel) ?? []) listener(payload)
  }
}

function specOf(channel: string): RequestSpec | PushSpec | undefined {
  const [group = '', call = ''] = channel.split('.')
  return (contract as Record<string, Record<string, RequestSpec | PushSpec>>)[group]?.[call]
}

function requestSpec(channel: string): RequestSpec {
  const spec = specOf(channel)
  if (spec?.kind !== 'request') throw new Error(`fake backend: ${channel} is no request`)
  return spec
}

function pushSpec(channel: string): PushSpec {
  const spec = specOf(channel)
  if (spec?.kind !== 'push') throw new Error(`fake backend: ${channel} is no push`)
  return spec
}
