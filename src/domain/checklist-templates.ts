import type { ActivityKind } from "./activity-kind.ts"
import type { ChecklistItem, Phase } from "./checklist.ts"
import { bandOf, type Band } from "./school-class.ts"

/**
 * Checklists shipped as examples: no official text exists, so all of them are ours, marked «пример» and made to be
 * changed. What an item says is in `text/checklists.ts`, by its id.
 */
export const shippedItemIds = [
  "date",
  "room",
  "projector",
  "video-saved",
  "list-printed",
  "start",
  "warm-up",
  "video",
  "game",
  "market",
  "routes",
  "subjects",
  "discussion",
  "exams",
  "target-training",
  "admission",
  "case",
  "reflection",
  "home-questions",
  "next-diagnostic",
  "report",
  "absentees",
  "note",
  "topic",
  "variant",
  "topic-kind",
  "regional",
  "material",
  "topic-talk",
  "practice",
  "consents",
  "tablets",
  "seats",
  "quiet",
  "instruction",
  "test",
  "eyes",
  "unanswered",
  "repeats",
  "results-ready",
  "rules",
  "scales",
  "choose-spheres",
  "pairs",
  "own-step",
  "feedback",
  "recommendations",
  "individual",
  "parents-note",
  "permission",
  "visit-order",
  "safety",
  "voluntary",
  "transport",
  "count-out",
  "visit",
  "count-in",
  "slot",
  "group-of-eight",
  "trial-place",
  "trial-contact",
  "briefing",
  "trial",
  "confirmation",
  "report-link",
  "invitation",
  "handout",
  "greeting",
  "about-programme",
  "about-consents",
  "questions",
  "people-count",
  "answers",
  "calendar",
  "roles",
  "application",
  "enrolled",
  "modules",
  "final-work",
  "certificate",
] as const

export type ShippedItemId = (typeof shippedItemIds)[number]

interface ShippedItem {
  readonly id: ShippedItemId
  readonly phase: Phase
  readonly minutes?: number
}

/**
 * Which of a kind's checklists: a band of grades where they differ, «thursday» for the weekly lessons of later
 * seasons, «all» where one serves everybody. It is the `band` of a template record.
 */
export type ChecklistVariant = Band | "thursday" | "all"

const weeklySeasons: ReadonlySet<string> = new Set(["rmg-2026-27"])

export function variantOf(
  kind: ActivityKind,
  given: { readonly season: string; readonly grade: number | undefined },
): ChecklistVariant {
  if (kind !== "lesson") return "all"
  if (weeklySeasons.has(given.season)) return "thursday"
  return bandOf(given.grade ?? 7)
}

/** Every checklist a school has, in the order in which they are listed. */
export const checklistPatterns: readonly {
  readonly kind: ActivityKind
  readonly variant: ChecklistVariant
}[] = [
  { kind: "lesson", variant: "6-7" },
  { kind: "lesson", variant: "8-9" },
  { kind: "lesson", variant: "10-11" },
  { kind: "lesson", variant: "thursday" },
  { kind: "diagnostic", variant: "all" },
  { kind: "consultation", variant: "all" },
  { kind: "exhibition", variant: "all" },
  { kind: "trial", variant: "all" },
  { kind: "parents", variant: "all" },
  { kind: "teachers", variant: "all" },
  { kind: "training", variant: "all" },
]

const at = (phase: Phase, id: ShippedItemId, minutes?: number): ShippedItem =>
  minutes === undefined ? { id, phase } : { id, phase, minutes }

const beforeLesson: readonly ShippedItem[] = [
  at("before", "date"),
  at("before", "room"),
  at("before", "projector"),
  at("before", "video-saved"),
  at("before", "list-printed"),
]

const afterLesson: readonly ShippedItem[] = [
  at("after", "report"),
  at("after", "absentees"),
  at("after", "note"),
]

const lessons: Readonly<Record<Exclude<ChecklistVariant, "all">, readonly ShippedItem[]>> = {
  "6-7": [
    ...beforeLesson,
    at("during", "start", 3),
    at("during", "warm-up", 5),
    at("during", "video", 10),
    at("during", "game", 15),
    at("during", "reflection", 7),
    at("during", "home-questions", 2),
    ...afterLesson,
  ],
  "8-9": [
    ...beforeLesson,
    at("during", "start", 3),
    at("during", "warm-up", 4),
    at("during", "video", 6),
    at("during", "market", 7),
    at("during", "routes", 7),
    at("during", "subjects", 4),
    at("during", "discussion", 7),
    at("during", "reflection", 4),
    at("during", "next-diagnostic", 2),
    ...afterLesson,
  ],
  "10-11": [
    ...beforeLesson,
    at("during", "start", 3),
    at("during", "warm-up", 3),
    at("during", "video", 5),
    at("during", "market", 5),
    at("during", "exams", 6),
    at("during", "target-training", 5),
    at("during", "admission", 4),
    at("during", "case", 9),
    at("during", "reflection", 3),
    at("during", "next-diagnostic", 2),
    ...afterLesson,
  ],
  thursday: [
    at("before", "topic"),
    at("before", "variant"),
    at("before", "topic-kind"),
    at("before", "regional"),
    at("before", "material"),
    at("during", "start", 3),
    at("during", "warm-up", 5),
    at("during", "topic-talk", 20),
    at("during", "practice", 12),
    at("during", "reflection", 5),
    at("after", "absentees"),
    at("after", "note"),
  ],
}

const others: Readonly<Record<Exclude<ActivityKind, "lesson">, readonly ShippedItem[]>> = {
  diagnostic: [
    at("before", "consents"),
    at("before", "tablets"),
    at("before", "seats"),
    at("before", "quiet"),
    at("during", "instruction", 3),
    at("during", "test", 20),
    at("during", "eyes", 2),
    at("during", "unanswered"),
    at("after", "repeats"),
    at("after", "note"),
  ],
  consultation: [
    at("before", "results-ready"),
    at("during", "rules", 3),
    at("during", "scales", 7),
    at("during", "choose-spheres", 10),
    at("during", "pairs", 12),
    at("during", "own-step", 5),
    at("during", "feedback", 3),
    at("after", "recommendations"),
    at("after", "individual"),
    at("after", "parents-note"),
  ],
  exhibition: [
    at("before", "permission"),
    at("before", "visit-order"),
    at("before", "safety"),
    at("before", "voluntary"),
    at("before", "transport"),
    at("during", "count-out"),
    at("during", "visit"),
    at("during", "count-in"),
    at("after", "reflection"),
    at("after", "report"),
  ],
  trial: [
    at("before", "slot"),
    at("before", "group-of-eight"),
    at("before", "trial-place"),
    at("before", "trial-contact"),
    at("during", "start", 5),
    at("during", "briefing", 5),
    at("during", "trial", 70),
    at("during", "reflection", 10),
    at("after", "confirmation"),
    at("after", "report-link"),
    at("after", "absentees"),
  ],
  parents: [
    at("before", "date"),
    at("before", "invitation"),
    at("before", "handout"),
    at("during", "greeting", 5),
    at("during", "about-programme", 15),
    at("during", "about-consents", 10),
    at("during", "questions", 15),
    at("after", "people-count"),
    at("after", "answers"),
  ],
  teachers: [
    at("before", "date"),
    at("before", "invitation"),
    at("before", "handout"),
    at("during", "about-programme", 15),
    at("during", "roles", 10),
    at("during", "calendar", 10),
    at("during", "questions", 10),
    at("after", "people-count"),
    at("after", "answers"),
  ],
  training: [
    at("before", "application"),
    at("before", "enrolled"),
    at("during", "modules"),
    at("during", "final-work"),
    at("after", "certificate"),
  ],
}

/**
 * The shipped checklist of a kind, in the words given. A variant the kind does not have gives the one it has.
 * @param words what each item says, by its id
 */
export function shippedItems(
  kind: ActivityKind,
  variant: string,
  words: Readonly<Record<ShippedItemId, string>>,
): readonly ChecklistItem[] {
  const items = kind === "lesson" ? lessons[lessonVariant(variant)] : others[kind]
  return items.map(({ id, ...rest }) => ({ ...rest, id, text: words[id] }))
}

function lessonVariant(variant: string): Exclude<ChecklistVariant, "all"> {
  const known = ["6-7", "8-9", "10-11", "thursday"] as const
  return known.find((name) => name === variant) ?? "6-7"
}
