import { toldOf } from "./diagnostics.ts"
import type { Fate, Plan, Step, Touch } from "./plan.ts"

/** A history as sentences: who, what, when. Steps are numbered as they are run. */
export function storyOf(plan: Plan): string {
  return [
    ...settingLines(plan),
    ...plan.steps.map((step, index) => `${index + 1}. ${sentence(step)}`),
  ].join("\n")
}

function settingLines({ seed, setting }: Plan): readonly string[] {
  const used = setting.tablets.map(({ school, person, device, begins, skewMs, speaks }, index) => {
    const role = setting.schools[school]?.people[person]?.role ?? "nobody"
    const parts = [
      `Tablet ${index}: school ${school}, person ${person} (${role}), device ${device}`,
      ...(begins === "alone" ? ["begins alone"] : []),
      ...(skewMs === 0 ? [] : [`its clock is ${span(skewMs)} off`]),
      ...(speaks === "former" ? ["speaks the former protocol"] : []),
    ]
    return `   ${parts.join(", ")}.`
  })
  const schools = setting.schools.map(({ server, classes, people }, index) => {
    const holders = people.map(
      (person, place) => `${place} ${person.role}${classList(person.classes)}`,
    )
    return `   School ${index} on server ${server}: ${classes} classes; people ${holders.join(", ")}.`
  })
  return [`The history of seed ${seed}, ${setting.page} entries in an answer.`, ...schools, ...used]
}

const classList = (classes: readonly number[]): string =>
  classes.length === 0 ? "" : ` of ${classes.map((index) => `class ${index}`).join(" and ")}`

function sentence(step: Step): string {
  switch (step.kind) {
    case "write":
      return `Tablet ${step.tablet}${tab(step.tab)} ${step.touches.map(deed).join(", and ")}${crash(step.crashAfter)}.`
    case "sync":
      return `Tablet ${step.tablet}${tab(step.tab)} syncs${batch(step.most)}${fate(step.fates)}${crash(step.crashAfter)}.`
    case "together":
      return `At once: ${step.steps.map((inner) => sentence(inner)).join(" ")}`
    case "undo":
      return `Tablet ${step.tablet} takes its last change back.`
    case "import":
      return `Tablet ${step.tablet} loads pupils ${step.pupils.join(", ")} into class ${step.to} (list ${step.value}).`
    case "undo-import":
      return `Tablet ${step.tablet} takes the last list back.`
    case "mend":
      return step.how === "resend"
        ? `Tablet ${step.tablet} sends a refused change again.`
        : `Tablet ${step.tablet} sets a refused change down.`
    case "arrive":
      return "What was late arrives: requests at their server, answers at their tablets."
    case "crash":
      return `Tablet ${step.tablet} dies and is started again.`
    case "evict":
      return `The browser wipes the database of tablet ${step.tablet}.`
    case "clone":
      return `Tablet ${step.tablet} is copied; the copy is tablet ${step.to}.`
    case "old-schema":
      return `The database of tablet ${step.tablet} is one of the app's first version.`
    case "upgrade":
      return `The app of tablet ${step.tablet} is upgraded.`
    case "skew":
      return `The clock of tablet ${step.tablet} is set ${span(step.ms)} off.`
    case "pass":
      return `${span(step.ms)} pass.`
    case "backup":
      return `Server ${step.server} is backed up.`
    case "restore":
      return `Server ${step.server} is restored from ${step.back === 0 ? "its last backup" : `the backup ${step.back} before its last`}.`
    case "collect":
      return `Server ${step.server} collects tombstones.`
    case "erase":
      return `Server ${step.server} erases what rested on consents that were withdrawn.`
    case "revoke":
      return `Person ${step.person} of school ${step.school} loses access.`
    case "invite":
      return `Person ${step.person} of school ${step.school} is invited again.`
    case "appoint":
      return `Person ${step.person} of school ${step.school} is given ${classList(step.classes).replace(" of ", "") || "no class"}.`
  }
}

function deed(touch: Touch): string {
  switch (touch.what) {
    case "class":
      return `names the teacher of class ${touch.index} (${touch.value})`
    case "pupil":
      return `writes «${touch.field}» of pupil ${touch.index} of class ${touch.to} (${touch.value})`
    case "move":
      return `moves pupil ${touch.index} to class ${touch.to}`
    case "activity":
      return `writes «${touch.field}» of activity ${touch.index}${classList(touch.classes)}${touch.leader === null ? "" : `, led by person ${touch.leader}`} (${touch.value})`
    case "marks":
      return `marks pupils ${touch.pupils.join(", ")} in activity ${touch.index} (mark ${touch.mark})`
    case "ticks":
      return `${touch.done ? "ticks" : "unticks"} item ${touch.tick} of activity ${touch.index}`
    case "season":
      return `sets step ${touch.step} of the season (${touch.value})`
    case "gone":
      return `${touch.gone ? "deletes" : "brings back"} ${touch.kind} ${touch.index}`
    case "wrong":
      return `writes what no server takes (${touch.how} ${touch.value})`
    default:
      return toldOf(touch)
  }
}

const fateWords: Readonly<Record<Fate, string>> = {
  well: "goes well",
  lost: "never arrives",
  unheard: "is done, but the answer is lost",
  cut: "gets a broken answer",
  twice: "arrives twice",
  portal: "is answered by a portal",
  busy: "finds the server busy",
  late: "is given up and arrives later",
  held: "gets its answer later",
  swapped: "gets the answer to the one before",
  newer: "is answered by a newer server",
}

function fate(fates: readonly Fate[]): string {
  if (fates.every((one) => one === "well")) return ""
  return `; ${fates.map((one, index) => `request ${index + 1} ${fateWords[one]}`).join(", ")}`
}

const tab = (index: 0 | 1): string => (index === 0 ? "" : " in its second tab")
const batch = (most: number): string =>
  most === 500 ? "" : ` with at most ${most} op${most === 1 ? "" : "s"} a request`
const crash = (after: number | null): string =>
  after === null ? "" : `, and dies after ${after} answers of its disk`

/** `3 days`, `-90 seconds`: the largest unit that is not below one. */
function span(ms: number): string {
  const units = [
    [86_400_000, "days"],
    [3_600_000, "hours"],
    [60_000, "minutes"],
    [1_000, "seconds"],
  ] as const
  const [size, name] = units.find(([unit]) => Math.abs(ms) >= unit) ?? [1, "milliseconds"]
  return `${Math.round((ms / size) * 10) / 10} ${name}`
}
