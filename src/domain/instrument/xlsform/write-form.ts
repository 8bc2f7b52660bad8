import type { Sheet } from "#/domain/class-list/join-sheets.ts"
import type { Table } from "#/domain/class-list/read-table.ts"
import type { Instrument, Item, Option, Text } from "#/domain/instrument/instrument.ts"

import { writeCondition } from "./form-condition.ts"

/** An instrument as a workbook in the manner of XLSForm: reading it back gives the same instrument. */
export function writeForm(instrument: Instrument): readonly Sheet[] {
  const lists = listsOf(instrument)
  return [
    { name: "survey", rows: survey(instrument, lists) },
    { name: "choices", rows: choices(instrument, lists) },
    { name: "settings", rows: settings(instrument) },
    { name: "scales", rows: scales(instrument) },
    ...(instrument.bands.length > 0 ? [{ name: "bands", rows: bands(instrument) }] : []),
  ]
}

/** A text in two columns; the headings are those that field workers write. */
function inLanguages(column: string): readonly string[] {
  return [`${column}::Russian (ru)`, `${column}::English (en)`]
}

const cells = ({ ru, en = "" }: Text): readonly string[] => [ru, en]
const span = ([from, to]: readonly [number, number]): string => `${from}-${to}`

/** The choices of an item: a list shared by the whole questionnaire, or one of its own. */
interface List {
  readonly name: string
  readonly options: readonly Option[]
  /** By item: where the points are the shared ones or the same turned round, they stand once. */
  readonly keyed: boolean
}

interface Keyed {
  readonly scale: string
  readonly reversed: boolean
}

interface Lists {
  readonly all: readonly List[]
  readonly of: (item: Item) => { readonly list: string; readonly keyed?: Keyed }
}

function listsOf({ items, answering }: Instrument): Lists {
  const shared = answering === "rating" ? items[0]?.options : undefined
  const points = shared?.map((option) => Object.values(option.points)[0] ?? 0)
  const keys = items.map((item) => points && keyOf(item, points))
  if (shared !== undefined && keys.every((key) => key !== undefined)) {
    const byItem = new Map(items.map(({ id }, index) => [id, keys[index]]))
    const list: List = { name: "steps", options: shared, keyed: false }
    return {
      all: [list],
      of: ({ id }) => {
        const keyed = byItem.get(id)
        return keyed === undefined ? { list: "steps" } : { list: "steps", keyed }
      },
    }
  }
  return {
    all: items.map(({ id, options }) => ({ name: id, options, keyed: true })),
    of: ({ id }) => ({ list: id }),
  }
}

/** Which scale an item speaks for with these points, or with the same turned round. Undefined for anything else. */
function keyOf({ options }: Item, points: readonly number[]): Keyed | undefined {
  const [scale, ...others] = new Set(options.flatMap((option) => Object.keys(option.points)))
  if (scale === undefined || others.length > 0) return undefined
  const given = options.map((option) => option.points[scale])
  const sum = Math.min(...points) + Math.max(...points)
  const isSame = given.every((point, index) => point === points[index])
  const isTurned = given.every((point, index) => point === sum - (points[index] ?? 0))
  return isSame || isTurned ? { scale, reversed: !isSame } : undefined
}

function survey({ items, breaks }: Instrument, lists: Lists): Table {
  const head = ["type", "name", ...inLanguages("label"), "relevant", "scale", "reverse", "break"]
  const rows = items.map((item) => {
    const { list, keyed } = lists.of(item)
    const relevant = item.when === undefined ? "" : writeCondition(item.when)
    return [
      `select_one ${list}`,
      item.id,
      ...cells(item.text),
      relevant,
      keyed?.scale ?? "",
      keyed?.reversed === true ? "yes" : "",
      breaks.includes(item.id) ? "yes" : "",
    ]
  })
  return [head, ...rows]
}

function choices({ scales: all }: Instrument, lists: Lists): Table {
  const isKeyed = lists.all.some(({ keyed }) => keyed)
  const columns = isKeyed ? all.map(({ id }) => `points::${id}`) : ["points"]
  const head = ["list_name", "name", ...inLanguages("label"), ...columns]
  const rows = lists.all.flatMap(({ name, options }) =>
    options.map(({ id, text, points }) => {
      const given = isKeyed ? all.map((scale) => points[scale.id]) : [Object.values(points)[0]]
      return [
        name,
        id,
        ...cells(text),
        ...given.map((point) => (point === undefined ? "" : String(point))),
      ]
    }),
  )
  return [head, ...rows]
}

function settings(instrument: Instrument): Table {
  const { code, version, title, about, instruction, licence, credit } = instrument
  const { minutes, grades, answering, balance, reading } = instrument
  return [
    [
      ...inLanguages("form_title"),
      "form_id",
      "version",
      ...inLanguages("about"),
      ...inLanguages("instruction"),
      "licence",
      ...inLanguages("credit"),
      "minutes",
      "grades",
      "answering",
      "balance",
      "reading",
    ],
    [
      ...cells(title),
      code,
      String(version),
      ...cells(about),
      ...cells(instruction),
      licence,
      ...cells(credit),
      span(minutes),
      span(grades),
      answering,
      balance,
      reading,
    ],
  ]
}

function scales({ scales: all }: Instrument): Table {
  const head = ["name", ...inLanguages("label"), ...inLanguages("about")]
  return [head, ...all.map(({ id, title, about }) => [id, ...cells(title), ...cells(about)])]
}

function bands({ bands: all }: Instrument): Table {
  const head = ["up_to", ...inLanguages("label")]
  return [head, ...all.map(({ upTo, title }) => [String(upTo), ...cells(title)])]
}
