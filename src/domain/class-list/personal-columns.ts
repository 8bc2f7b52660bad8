/** What a column that is never read holds. */
export type PersonalKind =
  | "snils"
  | "document"
  | "address"
  | "phone"
  | "email"
  | "health"
  | "citizenship"
  | "family"
  | "secret"

const byTitle: readonly (readonly [PersonalKind, RegExp])[] = [
  ["snils", /снилс|страхов(?:ой|ое|ого) (?:номер|свид)|(?:^| )snils/],
  [
    "document",
    /паспорт|документ|(?:^| )серия|свидетельств|удостоверени|кем выдан|дата выдачи|код подразделения|(?:^| )инн(?: |$)|полис|(?:^| )омс(?: |$)|личн(?:ое|ого) дел|скан |согласи|passport/,
  ],
  ["phone", /телефон|(?:^| )тел(?: |$)|моб(?:ильный|$)|whatsapp|telegram|phone/],
  ["email", /почт|e ?mail|электронн/],
  [
    "address",
    /адрес|прописк|прожива|место (?:рождения|регистрации|жительства)|населенный пункт|(?:^| )улица|address/,
  ],
  [
    "health",
    /(?:^| )овз(?: |$)|нозолог|инвалид|здоров|диагноз|медицин|пмпк|аооп|адаптированн|заболеван|аллерг|прививк|физкультурная группа|группа по физкультуре|диспансер/,
  ],
  ["citizenship", /гражданств|национальност|вероисповедан|родной язык/],
  [
    "family",
    /родител|законн\S* предст|(?:^| )(?:мать|матери|мама|мамы|отец|отца|папа|папы)(?: |$)|опекун|опек[аи]|семь[ияе]|многодетн|малообеспеч|малоимущ|льгот|место работы|социальн|сирот|(?:^| )учет/,
  ],
  ["secret", /логин|пароль|login|password/],
]

/** The kinds of personal data a title announces; empty for a column that may be read. */
export function personalKinds(title: string): readonly PersonalKind[] {
  return byTitle.filter(([, pattern]) => pattern.test(title)).map(([kind]) => kind)
}

const byContent: readonly (readonly [PersonalKind, RegExp])[] = [
  ["email", /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ["snils", /^\d{3}-\d{3}-\d{3}[ -]?\d{2}$|^\d{11}$/],
  ["phone", /^(?:\+7|8|7)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}$/],
  ["document", /^\d{2} ?\d{2} (?:№ ?)?\d{6}$|^[IVX]{1,4}-[А-Я]{2} ?(?:№ ?)?\d{6}$/],
  ["address", /(?:^|[\s,])(?:ул|пер|просп|пр-т|мкр|дом|д|кв)\.\s?\S/i],
]

/** The kind most filled cells of an untitled column hold, or undefined. Cells are tidied texts. */
export function personalContent(cells: readonly string[]): PersonalKind | undefined {
  const filled = cells.filter((cell) => cell !== "")
  if (filled.length === 0) return undefined
  const mostly = byContent.find(
    ([, pattern]) => filled.filter((cell) => pattern.test(cell)).length * 2 > filled.length,
  )
  return mostly?.[0]
}
