import { joinSchool, journal, openTablet, save, syncNow } from "#tests/bench/page/tablet.ts"
import { registerEdit, type Year } from "#tests/bench/page/year.ts"
import { heldOf, lineOf, type Held } from "#tests/bench/peers/page/job.ts"

import { readByIds } from "#/data/read.ts"
import { textOf } from "#/domain/record.ts"

/** The product's own modules doing the job of the peers. */
const us = {
  open: async (token: string): Promise<void> => {
    await openTablet("peers")
    await joinSchool(token)
  },

  /** Classes, pupils and planned lessons, which are there before the first mark. */
  plan: async (json: string): Promise<void> => {
    const plan: Year["plan"] = JSON.parse(json)
    for (const edits of plan) await save(edits)
    await syncNow()
  },

  sync: async (): Promise<void> => {
    await syncNow()
  },

  /** One save a lesson, each durable before the next one begins. Milliseconds of all. */
  write: async (lessons: Year["lessons"]): Promise<number> => {
    const edits = lessons.map((lesson, place) => registerEdit(lesson, place))
    const began = performance.now()
    for (const edit of edits) await save([edit])
    return performance.now() - began
  },

  held: async (): Promise<Held> => {
    const { records } = journal().database
    const ids = await records.filter(({ kind }) => kind === "register").primaryKeys()
    const registers = await readByIds(journal(), ids)
    return heldOf(
      registers.flatMap((register) =>
        Object.keys(register.cells)
          .filter((name) => name.startsWith("m:"))
          .map((name) =>
            lineOf(textOf(register, "activity"), [name.slice(2), textOf(register, name)]),
          ),
      ),
    )
  },
}

export type Us = typeof us

declare global {
  var us: Us
}

globalThis.us = us
