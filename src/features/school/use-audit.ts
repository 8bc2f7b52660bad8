import { useEffect, useState } from "react"

import { callApi } from "#/platform/api-client.ts"
import { api } from "#/sync/api.ts"
import type { AuditEntry, Sight } from "#/sync/device-api.ts"

import { failureOf, type SchoolFailure } from "./use-people.ts"

export type Journal =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: SchoolFailure }
  | { readonly kind: "here"; readonly events: readonly AuditEntry[]; readonly more: boolean }

/** The journal of access, newest first, page by page. It is never kept on the tablet. */
export function useAudit(device: string | null): {
  readonly journal: Journal
  readonly showMore: () => void
  readonly reload: () => void
} {
  const [journal, setJournal] = useState<Journal>({ kind: "loading" })
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await ask(device, [])
      if (!isOver) setJournal(found)
    })()
    return () => {
      isOver = true
    }
  }, [device])
  const showAfter = async (known: readonly AuditEntry[]): Promise<void> => {
    setJournal(await ask(device, known))
  }
  return {
    journal,
    showMore: () => {
      if (journal.kind === "here") void showAfter(journal.events)
    },
    reload: () => {
      setJournal({ kind: "loading" })
      void showAfter([])
    },
  }
}

async function ask(device: string | null, known: readonly AuditEntry[]): Promise<Journal> {
  const before = known.at(-1)?.place
  const request = {
    ...(before === undefined ? {} : { before }),
    ...(device === null ? {} : { device }),
  }
  const called = await callApi({ endpoint: api.audit, request })
  if (called.kind !== "answer") return { kind: "failed", failure: failureOf(called) }
  const { events, more } = called.answer
  return { kind: "here", events: [...known, ...events], more }
}

export type Seen =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: SchoolFailure }
  | { readonly kind: "here"; readonly sight: Sight }

/** What a tablet could see. Asking for it is written into the journal, so it is asked once for a screen. */
export function useSight(device: string): Seen {
  const [seen, setSeen] = useState<Seen>({ kind: "loading" })
  useEffect(() => {
    let isOver = false
    void (async () => {
      const called = await callApi({ endpoint: api.sight, request: {}, id: device })
      if (isOver) return
      if (called.kind === "answer") setSeen({ kind: "here", sight: called.answer })
      else setSeen({ kind: "failed", failure: failureOf(called) })
    })()
    return () => {
      isOver = true
    }
  }, [device])
  return seen
}
