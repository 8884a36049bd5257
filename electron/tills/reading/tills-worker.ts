import { parentPort } from 'node:worker_threads'
import { assertNever } from '../../../shared/assert-never.ts'
import { err } from '../../../shared/result.ts'
import { newBundle } from '../new-bundle.ts'
import type { TillsAnswers, TillsQuestion } from './messages.ts'
import { mergedCsvOf, mergedReport, tillsView } from './tills-report.ts'

/**
 * A thread that answers one question after another: a file that anybody may have made is read here, and years of Zs are added up,
 * while the till sells. Journal and record are opened read-only for each question. A bug ends it.
 */
parentPort?.on('message', (question: TillsQuestion) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer))
})

async function answerTo(question: TillsQuestion): Promise<TillsAnswers[TillsQuestion['want']]> {
  const { want } = question
  switch (want) {
    case 'bundle':
      return bundleIn(question.file)
    case 'list':
      return tillsView(question)
    case 'merged':
      return mergedReport(question)
    case 'csv':
      return mergedCsvOf(question)
    default:
      return assertNever(want)
  }
}

/** @throws what is not the disk's: a bug, or a file that nobody thought of. */
async function bundleIn(file: string): Promise<TillsAnswers['bundle']> {
  try {
    return await newBundle(file)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return err('notKept')
    throw error
  }
}
