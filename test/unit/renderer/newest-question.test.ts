import { expect, test } from 'vitest'
import { createNewestQuestion } from '../../../renderer/features/search/newest-question.ts'

/** Main, which answers when the test says so. */
function aMain() {
  const asked: string[] = []
  const open: ((answer: string) => void)[] = []
  const told: [string, string][] = []
  const newest = createNewestQuestion(
    (question: string) => {
      asked.push(question)
      return new Promise<string>((resolve) => open.push(resolve))
    },
    (question, answer) => told.push([question, answer]),
  )
  const answer = async (text: string) => {
    open.shift()?.(text)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { newest, asked, told, answer }
}

test('one question at a time: of those asked meanwhile only the newest, and only its answer is told', async () => {
  const { newest, asked, told, answer } = aMain()
  for (const typed of ['t', 'ta', 'tab']) newest.ask(typed)
  expect(asked).toEqual(['t'])
  await answer('of t')
  expect([asked, told]).toEqual([['t', 'tab'], []])
  await answer('of tab')
  expect([asked, told]).toEqual([['t', 'tab'], [['tab', 'of tab']]])
})

test('a question after an answer is asked at once, the same one too', async () => {
  const { newest, told, answer } = aMain()
  newest.ask('a')
  await answer('first')
  newest.ask('a')
  await answer('second')
  expect(told).toEqual([
    ['a', 'first'],
    ['a', 'second'],
  ])
})

test('what is dropped is not told, and the next question goes on', async () => {
  const { newest, asked, told, answer } = aMain()
  newest.ask('a')
  newest.drop()
  await answer('of a')
  newest.ask('b')
  await answer('of b')
  expect([asked, told]).toEqual([['a', 'b'], [['b', 'of b']]])
})
