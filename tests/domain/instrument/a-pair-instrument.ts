import { instrumentFormat } from "#/domain/instrument/read-instrument.ts"

/** Klimov's key as `design/domain` gives it: which scale each option of the 20 pairs speaks for. */
export const klimovKey: Readonly<Record<string, readonly string[]>> = {
  n: ["1a", "3b", "6a", "10a", "11a", "13b", "16a", "20a"],
  t: ["1b", "4a", "7b", "9a", "11b", "14a", "17b", "19a"],
  h: ["2a", "4b", "6b", "8a", "12a", "14b", "16b", "18a"],
  z: ["2b", "5a", "9b", "10b", "12b", "15a", "19b", "20b"],
  x: ["3a", "5b", "7a", "8b", "13a", "15b", "17a", "18b"],
}

const said = (ru: string) => ({ ru })

function scaleOf(option: string): string {
  return Object.keys(klimovKey).find((scale) => klimovKey[scale]?.includes(option)) ?? ""
}

/** A file as a school would write it, with that key. Each call gives a fresh one, to be spoilt at will. */
export function aPairFile() {
  const option = (number: number, id: string) => ({
    id,
    text: said(`${number}${id}`),
    points: { [scaleOf(`${number}${id}`)]: 1 } as Record<string, number>,
  })
  return {
    format: instrumentFormat as string,
    code: "pairs-of-the-test",
    version: 1,
    title: said("Пары"),
    about: said("О чём"),
    instruction: said("Выберите одно из двух"),
    licence: "CC0",
    credit: said("по мотивам"),
    minutes: [5, 10],
    grades: [7, 11],
    answering: "pair",
    balance: "every-pair",
    scales: Object.keys(klimovKey).map((id) => ({ id, title: said(id), about: said(id) })),
    bands: [
      { upTo: 2, title: said("слабо") },
      { upTo: 6, title: said("средне") },
      { upTo: 8, title: said("ярко") },
    ],
    items: Array.from({ length: 20 }, (_, index) => ({
      id: `i${index + 1}`,
      text: { ru: "" },
      options: [option(index + 1, "a"), option(index + 1, "b")],
    })) as Item[],
    breaks: [] as string[],
  }
}

interface Item {
  id: string
  text: { ru: string }
  options: { id: string; text: { ru: string }; points: Record<string, number> }[]
  when?: { item: string; is: string[] }
}
