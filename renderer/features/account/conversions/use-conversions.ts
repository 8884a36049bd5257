import { useEffect, useRef } from 'react'
import type { Conversion, ConversionList } from '../../../../shared/contract/account.ts'
import { useBackend } from '../../../stores/backend-context.ts'
import { type Asked, useAsked } from '../asked/use-asked.ts'

/** Those on their way are looked at this often while they are on the screen. */
const LOOK_MS = 10_000

/** The account's conversions while somebody is signed in. Those that are not over are looked at one by one. */
export function useConversions(isSignedIn: boolean): Asked<ConversionList> {
  const backend = useBackend()
  const asked = useAsked(() => backend.account.conversions(), isSignedIn)
  const open = (asked.answer?.rows ?? []).filter(isOpen).map(({ conversionId }) => conversionId)
  const followed = open.join(' ')
  const change = useRef(asked.change)
  change.current = asked.change

  useEffect(() => {
    if (followed === '') return
    let isLooking = false
    let isOver = false
    const look = async () => {
      if (isLooking) return
      isLooking = true
      for (const id of followed.split(' ')) {
        const read = await backend.account.conversion({ id })
        if (isOver) return
        if (read.ok) change.current((list) => withRow(list, read.value))
      }
      isLooking = false
    }
    const timer = setInterval(() => void look(), LOOK_MS)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [followed, backend])

  return asked
}

function isOpen({ status }: Conversion): boolean {
  return status === 'waiting' || status === 'processing'
}

function withRow(list: ConversionList, row: Conversion): ConversionList {
  const rows = list.rows.map((each) => (each.conversionId === row.conversionId ? row : each))
  return { ...list, rows }
}
