import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

/** Of how many tablets a number is made: the stamp beside it. */
const ru = {
  /** данные 14 из 15 планшетов */
  school: (full: number, of: number) =>
    full === of
      ? `данные ${of === 1 ? "единственного планшета" : `всех ${of} планшетов`}`
      : `данные ${full} из ${counted(of, "планшета", "планшетов", "планшетов")}`,
  own: (full: number, of: number) =>
    full === of
      ? `данные ${of === 1 ? "вашего планшета" : `всех ваших ${of} планшетов`}`
      : `данные ${full} из ${of === 1 ? "вашего планшета" : `${of} ваших планшетов`}`,
  last: (moment: string) => `последний — ${moment}`,
  listFrom: (moment: string) => `список планшетов от ${moment}`,
  here: "данные этого планшета",
}

const en: SameKeys<typeof ru> = {
  school: (full, of) =>
    full === of
      ? `data of ${of === 1 ? "the only tablet" : `all ${of} tablets`}`
      : `data of ${full} of ${countedEn(of, "tablet", "tablets")}`,
  own: (full, of) =>
    full === of
      ? `data of ${of === 1 ? "your tablet" : `all ${of} tablets of yours`}`
      : `data of ${full} of ${countedEn(of, "tablet", "tablets")} of yours`,
  last: (moment) => `the last — ${moment}`,
  listFrom: (moment) => `list of tablets from ${moment}`,
  here: "data of this tablet",
}

export const completenessWords = pair(ru, en)
