import { aPairFile } from "#tests/domain/instrument/a-pair-instrument.ts"

import { uuidOfName } from "#/base/uuid.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

import { diagnosticDay, type DiagnosticTouch } from "./diagnostics.ts"
import { ids, type Hand } from "./hand.ts"

const daysOf = {
  given: { status: "given", day: "2021-09-01" },
  late: { status: "given", day: "2022-01-11" },
  refused: { status: "refused" },
  "withdrawn-before": { status: "withdrawn", withdrawn: "2021-09-20" },
  "withdrawn-after": { status: "withdrawn", withdrawn: "2021-12-01" },
} as const

const idOf = {
  diagnostic: (school: number, index: number): string =>
    uuidOfName(`diagnostic ${school} ${index}`),
  sitting: (school: number, value: number): string => uuidOfName(`sitting ${school} ${value}`),
}

export function diagnosticEdit(touch: DiagnosticTouch, hand: Hand): Edit {
  const { school } = hand
  switch (touch.what) {
    case "diagnostic": {
      const id = idOf.diagnostic(school, touch.index)
      const leader = touch.leader === null ? null : (hand.people[touch.leader] ?? null)
      const title = `Диагностика ${touch.value}`
      const first = hand.holds(id)
        ? {}
        : { kind: "diagnostic", day: diagnosticDay, classes: touch.classes.map(ids.class) }
      return { id, kind: "activity", cells: { ...first, title, leader } }
    }
    case "consent": {
      const pupil = ids.pupil(school, touch.index)
      const id = recordIds.consent(pupil, "school")
      return { id, kind: "consent", cells: { pupil, purpose: "school", ...daysOf[touch.says] } }
    }
    case "sit":
      return sittingEdit(touch, school)
    case "spoil": {
      const cells = { answers: { "item-1": `spoilt-${touch.value}` } }
      return { id: idOf.sitting(school, touch.sitting), kind: "sitting", cells }
    }
    case "take-back": {
      const cells = { gone: touch.gone ? true : null }
      return { id: idOf.sitting(school, touch.sitting), kind: "sitting", cells }
    }
    case "recommend": {
      const pupil = ids.pupil(school, touch.index)
      const activity = idOf.diagnostic(school, touch.of)
      const nextStep = `Шаг ${touch.value}`
      const id = recordIds.recommendation(activity, pupil)
      return { id, kind: "recommendation", cells: { activity, pupil, gone: null, nextStep } }
    }
    case "instrument": {
      const [code, { version }] = ["of-the-school", touch]
      const file = { ...aPairFile(), code, version }
      const body = JSON.stringify({ ...file, title: { ru: `Методика ${touch.value}` } })
      return {
        id: recordIds.instrument(code, version),
        kind: "instrument",
        cells: { code, version, body },
      }
    }
  }
}

function sittingEdit(
  { index, of, isFinished, value }: DiagnosticTouch & { what: "sit" },
  school: number,
): Edit {
  const startedAt = Date.parse(`${diagnosticDay}T07:00:00Z`) + value
  return {
    id: idOf.sitting(school, value),
    kind: "sitting",
    cells: {
      activity: idOf.diagnostic(school, of),
      pupil: ids.pupil(school, index),
      instrument: "spheres",
      version: 1,
      startedAt,
      ...(isFinished ? { finishedAt: startedAt + 600_000 } : {}),
      seconds: 600,
      answers: { "item-1": `a-${value}` },
    },
  }
}
