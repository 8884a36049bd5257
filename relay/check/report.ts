// What `relay check` says: one line for each thing it looked at, and what to do where it is not right.

export interface Report {
  works(sentence: string): void
  /** It works, and somebody should know this. */
  mind(sentence: string): void
  fails(problem: Problem): void
  readonly hasFailed: boolean
}

/** What is not right, and the first thing to try, in plain sentences. Neither ever holds a secret. */
export type Problem = { readonly sentence: string; readonly remedy: string }

export function createReport(print: (text: string) => void): Report {
  let hasFailed = false
  return {
    works: (sentence) => print(`  ok    ${sentence}`),
    mind: (sentence) => print(`  mind  ${sentence}`),
    fails: ({ sentence, remedy }) => {
      hasFailed = true
      print(`  FAIL  ${sentence}\n        ${remedy}`)
    },
    get hasFailed() {
      return hasFailed
    },
  }
}
