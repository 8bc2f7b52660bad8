import type { Json } from "#/base/json.ts"
import { recordIds } from "#/domain/record-ids.ts"

import { anId, Server, Tablet, type Client, type ServerOptions } from "./a-server.ts"

/** 7Б is Anna's, 8А is Oleg's; in 7Б a diagnostic on 18 November. */
export const sevenB = recordIds.schoolClass({ year: 2026, grade: 7, letter: "Б" })
export const eightA = recordIds.schoolClass({ year: 2026, grade: 8, letter: "А" })
export const [ivan, olga, ofOleg] = [anId(1), anId(2), anId(3)]
export const diagnostic = anId(50)
export const consentOf = (pupil: string): string => recordIds.consent(pupil, "school")

export const given = (pupil: string, more: Record<string, Json> = {}) => ({
  pupil,
  purpose: "school",
  status: "given",
  day: "2026-10-01",
  guardian: "Розов Я. Я.",
  scan: "лист 17",
  ...more,
})

export const aSitting = (more: Record<string, Json> = {}): Record<string, Json> => ({
  activity: diagnostic,
  pupil: ivan,
  instrument: "spheres",
  version: 1,
  startedAt: Date.parse("2026-11-18T07:00:00Z"),
  finishedAt: Date.parse("2026-11-18T07:12:00Z"),
  seconds: 700,
  answers: { "item-1": "lily-of-the-valley", "item-2": "b" },
  ...more,
})

export interface Diagnostic {
  readonly server: Server
  readonly client: Client
  readonly head: Tablet
  readonly anna: Tablet
  readonly oleg: Tablet
  /** Leads single lessons. */
  readonly vera: Tablet
}

/** The school on the evening after the diagnostic; Ivan has a consent, Olga has none. */
export async function aDiagnostic(
  more: Record<string, Json> = {},
  options: ServerOptions = {},
): Promise<Diagnostic> {
  const server = new Server(options)
  const client = await server.found()
  const head = new Tablet(client, (await client.session()).person.id)
  const anna = await client.hire("Иванова Анна", "navigator", [sevenB])
  const oleg = await client.hire("Смирнов Олег", "navigator", [eightA])
  const vera = await client.hire("Жук Вера", "leader")
  await head.sync([
    head.op("class", sevenB, { year: 2026, grade: 7, letter: "Б" }),
    head.op("class", eightA, { year: 2026, grade: 8, letter: "А" }),
    head.op("pupil", ivan, { class: sevenB, last: "Розов", first: "Иван", born: "2013-05-04" }),
    head.op("pupil", olga, { class: sevenB, last: "Зуева", first: "Ольга" }),
    head.op("pupil", ofOleg, { class: eightA, last: "Юдин", first: "Лев" }),
    head.op("activity", diagnostic, {
      kind: "diagnostic",
      day: "2026-11-18",
      classes: [sevenB],
      instrument: "spheres",
      leader: anna.person,
      ...more,
    }),
    head.op("consent", consentOf(ivan), given(ivan)),
  ])
  server.nowMs = Date.parse("2026-11-18T15:00:00Z")
  for (const tablet of [anna, oleg, vera]) await signInAgain(client, tablet)
  return { server, client, head, anna, oleg, vera }
}

/** A month has passed since they joined: their sessions are renewed as a person would. */
async function signInAgain(client: Client, tablet: Tablet): Promise<void> {
  await client.session()
  await tablet.client.session()
}

/** Over an edit that the asker has seen. */
export const knowing = { seen: 1e6, epoch: 1 }
