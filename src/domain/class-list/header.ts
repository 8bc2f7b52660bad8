import { folded, tidy } from "./cell-text.ts"
import { personalKinds, type PersonalKind } from "./personal-columns.ts"

/** What a column is read as. `personal` columns are dropped, `ignored` ones simply not needed. */
export type ColumnUse =
  | "name"
  | "last"
  | "first"
  | "middle"
  | "birth-date"
  | "class"
  | "grade"
  | "letter"
  | "archived"
  | "number"
  | "ignored"
  | "personal"

/** What a title says about its column. */
export type TitleReading =
  | { readonly use: "personal"; readonly kinds: readonly PersonalKind[] }
  | { readonly use: Exclude<ColumnUse, "personal" | "ignored"> }
  /** Known and not needed: another person's name, a pupil's sex, figures. */
  | { readonly use: "ignored"; readonly known: boolean }

/** A title as it is compared: small letters, ё as е, words and digits only. */
export function plainTitle(title: string): string {
  return folded(tidy(title.slice(0, 200)).text)
    .replace(/[^a-zа-я0-9№]+/g, " ")
    .trim()
}

const pupil =
  "(?:ученик\\S*|обучающ\\S*|учащ\\S*|ребенка|ребенок|школьник\\S*|воспитанник\\S*|участник\\S*|pupil|student)"
const someoneElse =
  /классн\S* руководител|учител|педагог|навигатор|куратор|наставник|(?:^| )психолог|директор|ответственн|руководител|тьютор/
const relative = /родител|законн|опекун|(?:^| )(?:мать|матери|мама|мамы|отец|отца|папа|папы)(?: |$)/
const notNeeded =
  /^(?:пол|sex|gender|возраст|примечани\S*|статус\S*|регион|муниципалитет|федеральный округ|школа|город|оу|оо|организация)(?: |$)|организаци|количество|кол во|диагностик|даты? |дата |названия|темы|посещен|подпись|оценка|балл/

const titles: readonly (readonly [Exclude<ColumnUse, "personal" | "ignored">, RegExp])[] = [
  [
    "birth-date",
    /дата (?:и место )?рожд|дата ?р(?: |$)|д р(?: |$)|^др(?: |$)|день рождения|родил(?:ся|ась)|date of birth|birth ?(?:date|day)|^dob$/,
  ],
  ["archived", /дата архив|архивац|дата выбытия|дата отчисления/],
  [
    "name",
    new RegExp(
      `(?:^| )(?:фио|ф и о|фи|ф и)(?: |$)|фамилия (?:и )?имя|имя (?:и )?фамилия|имя отчество фамилия|полное имя|^${pupil}$|^список (?:${pupil}|класса)$|full name|^name$`,
    ),
  ],
  ["last", /фамилия|^фам$|last ?name|surname|family name/],
  ["middle", /^отчество|middle ?name|patronymic/],
  ["first", /(?:^| )имя(?: |$)|first ?name|given name/],
  ["class", /(?:^| )класс (?:и |с )?(?:литер|букв)/],
  ["letter", /буква|литер|^letter$/],
  ["grade", /параллель|класс без букв|номер класса|^grade$/],
  ["class", /(?:^| )класс(?: |$)|^кл$|^класса$|^class$|учебная группа|^группа$|подразделение/],
  [
    "number",
    /^№(?: ?п ?п| ?пп)?$|^№ п п|^п п$|^пп$|^n$|^n п п$|^no$|^номер$|^номер п п|порядковый номер|^№ по/,
  ],
]

/** Reads a column's title. Personal columns win over everything except the pupil's own name and date of birth. */
export function readTitle(title: string): TitleReading {
  const plain = plainTitle(title)
  if (plain === "") return { use: "ignored", known: false }
  const kinds = personalKinds(plain)
  if (relative.test(plain)) return { use: "personal", kinds: kinds.length > 0 ? kinds : ["family"] }
  if (someoneElse.test(plain)) return { use: "ignored", known: true }
  const use = titles.find(([, pattern]) => pattern.test(plain))?.[0]
  if (kinds.length > 0 && !isOwn(use, plain)) return { use: "personal", kinds }
  if (use !== undefined) return { use }
  return { use: "ignored", known: notNeeded.test(plain) }
}

/** «ФИО (по паспорту)» is a name; «Свидетельство о рождении, дата» is a document. */
function isOwn(use: ColumnUse | undefined, plain: string): boolean {
  if (use === "name" || use === "last" || use === "first" || use === "middle") return true
  return use === "birth-date" && plain.startsWith("дата")
}
