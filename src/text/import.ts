import type { PersonalKind } from "#/domain/class-list/personal-columns.ts"

import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn, plural, pluralEn } from "./plural.ts"

const pupils = (count: number) => counted(count, "ученик", "ученика", "учеников")
/** «Загрузить двух учеников», but «двадцать два ученика». */
const pupilsWhom = (count: number) =>
  counted(count, "ученика", count < 5 ? "учеников" : "ученика", "учеников")
const rows = (count: number) => counted(count, "строка", "строки", "строк")
const quoted = (texts: readonly string[]) => joined(texts.map((text) => `«${text}»`))

function joined(parts: readonly string[], and = "и"): string {
  const last = parts[parts.length - 1] ?? ""
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${and} ${last}`
}

/** What would come of a file, in numbers. */
export interface ImportCounts {
  readonly added: number
  readonly changed: number
  readonly same: number
  /** Rows that repeat another row of the file. */
  readonly merged: number
  readonly aside: number
  readonly refused: number
}

const linesAbove: Readonly<Record<number, string>> = {
  1: "одна лишняя",
  2: "две лишние",
  3: "три лишние",
}

const personalRu: Readonly<Record<PersonalKind, string>> = {
  snils: "СНИЛС",
  document: "документы",
  address: "адрес",
  phone: "телефон",
  email: "почта",
  health: "здоровье",
  citizenship: "гражданство",
  family: "семья",
  secret: "пароли",
}

/** Loading class lists: choosing a file, checking it, taking an import back. */
const ru = {
  classes: "Классы",
  past: "Прошлые загрузки",
  notYours: "Списки ведут навигатор и директор. Попросите их загрузить список.",

  choose: {
    title: "Загрузить список",
    titleFor: (name: string) => `Загрузить список ${name}`,
    sub: "Файл читается на этом планшете и никуда не отправляется. Сначала покажем, что запишем.",
    file: "Файл из журнала или таблицы",
    fileHint: "Excel (.xlsx), CSV или текст, до 2 МБ. Можно несколько классов в одном файле.",
    pick: "Выбрать файл",
    drop: "или перетащите его сюда",
    dropNow: "Отпустите файл здесь",
    reading: "Читаем файл…",
    paste: "Вставить из таблицы",
    pasteLabel: "Строки таблицы",
    pasteHint: "Скопируйте строки в Excel или на сайте журнала и вставьте сюда: прочитаем сразу.",
    pasteExample: "Абрамова Вероника Олеговна\t14.03.2008\t7Б",
    read: "Прочитать вставленное",
    exampleTitle: "Как может выглядеть список",
    exampleNote:
      "Столбцы узнаем сами, в любом порядке. Нужны только фамилия и имя; класс можно назвать потом.",
    example: {
      head: ["Фамилия Имя Отчество", "Дата рождения", "Класс"],
      lines: [
        ["Абрамова Вероника Олеговна", "14.03.2008", "7Б"],
        ["Белов Артём Игоревич", "02.07.2008", "7 «Б»"],
      ],
    },
    notReadTitle: "Чего не читаем",
    notRead:
      "Паспорта и свидетельства, СНИЛС, адреса, телефоны, почту, сведения о здоровье и о родителях: эти столбцы отбрасываем, даже если они есть в файле.",
    neverDeletes:
      "Кого нет в файле, того не тронем: загрузка только добавляет и дополняет, и её можно отменить целиком.",
  },

  refused: {
    title: (name: string) => (name === "" ? "Вставленное не прочитано" : `«${name}» не прочитан`),
    nothingLost: "Ничего не записано и не изменено.",
    why: {
      empty: () => "В файле пусто. Проверьте, тот ли это файл, и сохраните его ещё раз.",
      "too-big": (max: string) =>
        `Файл больше ${max}. Оставьте в нём только список учеников и сохраните заново.`,
      "too-many-rows": (max: string) =>
        `В файле больше ${max} строк. Разделите его на несколько: например, по параллелям.`,
      "too-many-columns": (max: string) =>
        `В файле больше ${max} столбцов. Оставьте фамилию, имя, дату рождения и класс.`,
      dangerous: () =>
        "Файл устроен опасно: внутри он в сотни раз больше, чем снаружи. Такой не откроем. Скопируйте строки из него и вставьте ниже.",
      broken: () =>
        "Файл повреждён или скопирован не до конца. Скачайте его ещё раз или сохраните заново.",
      password: () => "Файл под паролем. Сохраните его в Excel без пароля и выберите снова.",
      "old-xls": () => "Файл .xls старый: откройте его в Excel и сохраните как .xlsx.",
      xlsb: () => "Это двоичная книга .xlsb: откройте её в Excel и сохраните как .xlsx.",
      ods: () => "Это файл LibreOffice (.ods): откройте его и сохраните как .xlsx.",
      "web-page": () =>
        "Внутри веб-страница, хотя называется файл иначе. Откройте его в Excel и сохраните как .xlsx.",
      pdf: () => "Это PDF, таблицы в нём нет. Возьмите в журнале выгрузку в Excel или CSV.",
      word: () => "Это документ Word. Скопируйте из него таблицу и вставьте ниже.",
      presentation: () => "Это презентация. Скопируйте из неё список и вставьте ниже.",
      image: () => "Это картинка: имён на ней не прочесть. Нужна таблица или текст.",
      archive: () => "Это архив. Распакуйте его и выберите файл, который внутри.",
      binary: () => "Такой файл мы не знаем. Подойдут .xlsx, .csv и текст.",
      "too-slow": () =>
        "Файл читается слишком долго. Оставьте в нём только список учеников или вставьте строки ниже.",
      "reader-failed": () =>
        "Этот браузер не смог прочитать файл. Сохраните его как CSV или вставьте строки ниже.",
    },
  },

  check: {
    title: (classes: readonly string[]) => {
      const [only = ""] = classes
      if (classes.length === 0) return "Проверьте список"
      if (classes.length === 1) return `Проверьте список ${only}`
      return classes.length > 4
        ? `Проверьте списки: ${counted(classes.length, "класс", "класса", "классов")}`
        : `Проверьте списки ${joined(classes)}`
    },
    pasted: "вставлено из таблицы",
    separator: { ";": "«;»", ",": "«,»", "\t": "табуляция", "|": "«|»" },
    encoding: (name: string, separator: string) =>
      separator === "" ? name : `${name}, разделитель ${separator}`,
    separatedBy: (separator: string) => `разделитель ${separator}`,
    sheet: (name: string) => `лист «${name}»`,
    sheets: (names: readonly string[]) => `листы ${names.join(", ")}`,
    sheetsLeft: (names: readonly string[]) =>
      `не ${plural(names.length, "прочитан лист", "прочитаны листы", "прочитаны листы")} ${quoted(names)}`,
    header: (row: number) => `шапка в ${row}-й строке`,
    above: (count: number) =>
      `над ней ${linesAbove[count] ?? counted(count, "лишняя", "лишние", "лишних")}`,
    noHeader: "шапки нет",
    remembered: "столбцы как в прошлый раз",

    dropped: (titles: readonly string[]) =>
      `${plural(titles.length, "Столбец", "Столбцы", "Столбцы")} ${quoted(titles)}`,
    droppedMany: (titles: readonly string[], more: number) =>
      `Столбцы ${titles.map((title) => `«${title}»`).join(", ")} и ещё ${more}`,
    untitled: (column: number, kinds: readonly PersonalKind[]) =>
      `${column}-й: ${kinds.map((kind) => personalRu[kind]).join(", ")}`,
    notKept: "не читаем и не сохраняем",
    nothingDropped: "Лишних личных сведений в файле не нашли.",
    nothingYet: "Пока ничего не записано.",
    columns: "Столбцы",
    begun: (when: string) => `Вы начали эту загрузку ${when}. Ничего не записано.`,
    startAnew: "Взять другой файл",

    filters: "Какие строки показать",
    all: (count: number) => `Все · ${count}`,
    doubtful: (count: number) => `Сомнительные · ${count}`,
    fresh: (count: number) => `Новые · ${count}`,
    known: (count: number) => `Уже есть · ${count}`,
    skipped: (count: number) => `Пропущенные · ${count}`,
    none: "Таких строк нет.",
    more: (count: number) => `Показать ещё ${count}`,
    shown: (shown: number, of: number) => `Показано ${shown} из ${of}`,

    table: "Строки файла",
    number: "№",
    inFile: "В файле",
    fromFile: "в файле:",
    toWrite: "Запишем",
    class: "Класс",
    born: "Родился",
    doubt: "Почему сомневаемся",
    act: "Что сделать",
    actFor: (row: string) => `Что сделать: строка ${row}`,
    sheetRow: (sheet: string, row: number) => `${sheet} · ${row}`,
    nothing: "—",
  },

  state: {
    fresh: "новый",
    same: "уже есть",
    changed: "дополним",
    corrected: "исправлено",
    skipped: "пропустим",
  },
  adds: {
    last: (to: string) => `фамилия «${to}»`,
    first: (to: string) => `имя «${to}»`,
    middle: (to: string) => `отчество ${to}`,
    born: (to: string) => `дата рождения ${to}`,
    class: (to: string) => `перейдёт в этот ${to}`,
    status: "",
  },

  reason: {
    latinLetters: (letters: readonly string[]) =>
      letters.length === 1
        ? `Латинская ${quoted(letters)} вместо русской`
        : `Латинские ${quoted(letters)} вместо русских`,
    latinLeft: (letters: readonly string[]) =>
      `${plural(letters.length, "Латинская", "Латинские", "Латинские")} ${quoted(letters)} среди русских`,
    allCapital: "Все буквы большие",
    allSmall: "Все буквы маленькие",
    letterCase: "Большие буквы не на месте",
    spaces: "Убрали лишние пробелы",
    hidden: "Убрали невидимые знаки",
    reordered: "Имя стояло перед фамилией",
    singleWord: "Одно слово: это фамилия или имя?",
    manyWords: "Слов больше трёх: где здесь отчество?",
    initials: "Вместо имени инициалы",
    brackets: (text: string) => `Убрали в скобках: «${text}»`,
    noMiddleName: "Нет отчества",
    foreignAlphabet: "Написано не русскими буквами",
    twoDigitYear: (day: string) => `Год двумя цифрами, поняли как ${day}`,
    impossibleDate: "Такой даты нет",
    unreadableDate: (text: string) => `Дату «${text}» не прочитали`,
    unlikelyAge: (years: number) =>
      years < 0
        ? "Дата рождения ещё не наступила"
        : `Выходит ${counted(years, "год", "года", "лет")}: похоже на ошибку`,
    withoutDate: "Запишем без даты рождения",
    noClass: "Класс не указан",
    noLetter: (grade: number) => `Указано только «${grade}», без буквы`,
    unreadableClass: (text: string) => `Класс «${text}» не поняли`,
    classFromAbove: (name: string) => `Клетка пустая, взяли класс строкой выше: ${name}`,
    notAppointed: (name: string) => `Класс ${name} вам не назначен`,
    yoTwin: (name: string) => `У нас есть ${name}: разница только в «ё»`,
    yoTwinRow: (row: string) => `Как в строке ${row}, разница только в «ё»`,
    repeatedRow: (row: string) => `Похоже на строку ${row}`,
    twoClasses: (row: string, name: string) =>
      name === "" ? `Есть ещё в строке ${row}` : `В строке ${row} записан в класс ${name}`,
    otherClass: (name: string) => `Сейчас в классе ${name}`,
    alike: {
      m: (name: string) => `Похож на ученика из ${name}`,
      f: (name: string) => `Похожа на ученицу из ${name}`,
      unknown: (name: string) => `Похожий ученик есть в ${name}`,
    },
    sameDate: (sentence: string) => `${sentence} с той же датой`,
    otherBirthDate: (have: string, file: string) => `У нас дата ${have}, в файле ${file}`,
    archivedHere: "У нас в архиве",
    archivedThere: (day: string) =>
      day === "" ? "По файлу выбыл из школы" : `По файлу выбыл из школы ${day}`,
    namesake: "Есть полный тёзка с другой датой рождения",
    corrected: "Исправлено вами",
    secondYear: (name: string) => `Был в прошлогоднем ${name}`,
  },
  refusal: {
    markup: "Это не имя, а код страницы",
    formula: "Это формула, а не имя",
    digits: "В имени цифры",
    noLetters: "Здесь нет букв",
    strange: (characters: readonly string[]) => `В имени странные знаки: ${characters.join(" ")}`,
    tooLong: (length: number, max: number) =>
      `Слишком длинное имя: ${counted(length, "знак", "знака", "знаков")}, а помещается ${max}`,
    noName: "Нет имени",
    noNameColumn: "Не знаем, в каком столбце имя",
    notWritten: "Не запишем",
  },
  skip: {
    empty: "Пустая строка",
    aboveHeader: "Строка над шапкой",
    header: "Шапка",
    columnNumbers: "Номера столбцов",
    classHeading: (name: string) => `Заголовок класса ${name}`,
    total: "Итоговая строка",
    footer: "Подпись под списком",
    repeated: (row: string) => `То же, что в строке ${row}`,
    otherGrade: (grade: number) => `${grade}-й класс: загружаем 6–11`,
  },

  verb: {
    write: "Записать так",
    withoutDate: "Без даты",
    withDate: (day: string) => `С датой ${day}`,
    toClass: (name: string) => `Записать в ${name}`,
    writeArchived: "Записать в архив",
    another: { m: "Другой ученик", f: "Другая ученица", unknown: "Другой ученик" },
    same: { m: "Это он же", f: "Это она же", unknown: "Это тот же ученик" },
    correctDate: (day: string) => `Исправить дату на ${day}`,
    leaveArchived: "Оставить в архиве",
    leaveActive: "Оставить в классе",
    move: (name: string) => `Перевести в ${name}`,
    restore: "Вернуть из архива",
    archive: "Убрать в архив",
    sameRow: (row: string) => `Это строка ${row}`,
    setAside: "Отложить",
    correct: "Исправить",
    correctAgain: "Исправить ещё",
  },

  edit: {
    title: (row: string) => `Исправить строку ${row}`,
    last: "Фамилия",
    first: "Имя",
    middle: "Отчество",
    born: "Дата рождения",
    class: "Класс",
    apply: "Записать так",
    leave: "Не исправлять",
    asInFile: "Вернуть как в файле",
  },

  question: {
    label: "Вопросы к файлу",
    noNameColumn: "Не нашли столбец с фамилиями и именами. Покажите его в «Столбцах».",
    whichClass: (count: number) =>
      `В файле не сказано, какой это класс: ${rows(count)} без класса. В какой записать?`,
    fromTitle: (name: string, text: string) =>
      `Класс взяли из заголовка «${text}»: это ${name}. Верно?`,
    fromSheet: (name: string, text: string) =>
      text === name
        ? `Класс взяли из названия листа: это ${name}. Верно?`
        : `Класс взяли из названия «${text}»: это ${name}. Верно?`,
    yes: (name: string) => `Да, ${name}`,
    no: (name: string) => `Нет, ${name}`,
    whichLetter: (grade: number, count: number) =>
      `У ${grade}-го класса не указана буква: ${rows(count)}. В какой класс записать?`,
    noLetter: (grade: number) => `${grade}, без буквы`,
    notAppointed: (name: string, count: number) =>
      `Класса ${name} среди ваших нет: ${rows(count)}. Если в школе его ещё не завели, заведите; если это класс коллеги, отложите.`,
    make: (name: string) => `Завести ${name}`,
    otherClass: "Другой класс",
    otherExample: "Например, 7Б",
    unreadable: "Напишите класс так: 7Б",
    put: "Записать сюда",
  },

  columns: {
    title: "Что в столбцах",
    hint: "Если что-то понято неверно, поправьте: в следующий раз такой же файл прочитаем так же.",
    untitled: (column: number) => `Столбец ${column}`,
    order: "Порядок слов в имени",
    lastFirst: "Фамилия Имя Отчество",
    firstLast: "Имя Отчество Фамилия",
    sheet: "Лист",
    allSheets: "Листы с классами вместе",
    personal: (kinds: readonly PersonalKind[]) =>
      `Не читаем: ${kinds.map((kind) => personalRu[kind]).join(", ")}`,
    empty: "пусто",
    close: "Готово",
    use: {
      name: "Фамилия и имя",
      last: "Фамилия",
      first: "Имя",
      middle: "Отчество",
      "birth-date": "Дата рождения",
      class: "Класс с буквой",
      grade: "Класс без буквы",
      letter: "Буква класса",
      archived: "Дата выбытия",
      number: "Номер по списку",
      ignored: "Не нужен",
    },
  },

  foot: {
    counts: ({ added, changed, same, merged, aside, refused }: ImportCounts) => {
      const parts = [
        added > 0 ? `${pupils(added)} запишем` : "",
        changed > 0 ? `${changed} изменим` : "",
        same > 0 ? `${same} уже есть` : "",
        merged > 0 ? counted(merged, "повтор", "повтора", "повторов") : "",
        aside > 0 ? `${aside} отложим` : "",
        refused > 0 ? `${refused} не запишем` : "",
      ].filter(Boolean)
      return parts.length === 0 ? "Учеников в файле не нашли." : `${parts.join(", ")}.`
    },
    makes: (names: readonly string[]) =>
      `${plural(names.length, "Заведём класс", "Заведём классы", "Заведём классы")} ${names.join(", ")}.`,
    allSame: (count: number) => `Все ${pupils(count)} уже есть, менять нечего.`,
    promise: "Никого не удалим. Загрузку можно отменить целиком, и после отправки тоже.",
    drop: "Не загружать",
    load: (count: number) => `Загрузить ${pupilsWhom(count)}`,
    change: (count: number) => `Изменить ${pupilsWhom(count)}`,
    both: (added: number, changed: number) => `Загрузить ${added}, изменить ${changed}`,
    saving: "Записываем…",
    nothing: "Загружать нечего",
    ready: "Готово",
  },
  saved: {
    loaded: (count: number, classes: readonly string[]) =>
      [`Загружено: ${pupils(count)}`, listed(classes)].filter(Boolean).join(", "),
    changed: (count: number, classes: readonly string[]) =>
      [`Изменено: ${pupils(count)}`, listed(classes)].filter(Boolean).join(", "),
    both: (added: number, changed: number, classes: readonly string[]) =>
      [`Загружено: ${pupils(added)}, изменено: ${changed}`, listed(classes)]
        .filter(Boolean)
        .join(", "),
  },

  history: {
    title: "Загрузки списков",
    none: "Списков ещё не загружали.",
    pasted: "Вставлено из таблицы",
    added: (count: number) => `добавлено ${count}`,
    changed: (count: number) => `изменено ${count}`,
    nothing: "без изменений",
    undo: "Отменить загрузку",
    undoOf: (source: string) => `Отменить загрузку: ${source}`,
    undone: "отменена",
    back: "Вернули загрузку.",
  },
  undone: {
    gone: (count: number) => `${plural(count, "Убран", "Убраны", "Убрано")} ${pupils(count)}.`,
    restored: (count: number) => `Прежние данные вернулись: ${pupils(count)}.`,
    kept: (names: readonly string[], more: number) =>
      `Остались, у них есть отметки: ${names.join(", ")}${more > 0 ? ` и ещё ${more}` : ""}.`,
    done: "Загрузка отменена.",
  },
}

function listed(classes: readonly string[]): string {
  return classes.length > 4
    ? counted(classes.length, "класс", "класса", "классов")
    : classes.join(", ")
}

const personalEn: Readonly<Record<PersonalKind, string>> = {
  snils: "SNILS",
  document: "documents",
  address: "address",
  phone: "telephone",
  email: "e-mail",
  health: "health",
  citizenship: "citizenship",
  family: "family",
  secret: "passwords",
}

const pupilsEn = (count: number) => countedEn(count, "pupil", "pupils")
const rowsEn = (count: number) => countedEn(count, "row", "rows")
const quotedEn = (texts: readonly string[]) =>
  joined(
    texts.map((text) => `“${text}”`),
    "and",
  )
const kindsEn = (kinds: readonly PersonalKind[]) => kinds.map((kind) => personalEn[kind]).join(", ")

const en: SameKeys<typeof ru> = {
  classes: "Classes",
  past: "Past imports",
  notYours: "Lists are kept by the navigator and the head. Ask them to load the list.",

  choose: {
    title: "Load a list",
    titleFor: (name) => `Load a list of ${name}`,
    sub: "The file is read on this tablet and sent nowhere. You first see what would be written.",
    file: "A file from a school journal or a spreadsheet",
    fileHint: "Excel (.xlsx), CSV or text, up to 2 MB. One file may hold several classes.",
    pick: "Choose a file",
    drop: "or drop it here",
    dropNow: "Drop the file here",
    reading: "Reading the file…",
    paste: "Paste from a table",
    pasteLabel: "Rows of the table",
    pasteHint: "Copy rows in Excel or in the journal and paste them here: they are read at once.",
    pasteExample: "Абрамова Вероника Олеговна\t14.03.2008\t7Б",
    read: "Read what was pasted",
    exampleTitle: "What a list may look like",
    exampleNote:
      "Columns are recognised by themselves, in any order. Only surname and first name are needed; the class can be named later.",
    example: {
      head: ["Фамилия Имя Отчество", "Дата рождения", "Класс"],
      lines: [
        ["Абрамова Вероника Олеговна", "14.03.2008", "7Б"],
        ["Белов Артём Игоревич", "02.07.2008", "7 «Б»"],
      ],
    },
    notReadTitle: "What is not read",
    notRead:
      "Passports and certificates, SNILS, addresses, telephones, e-mail, health and parents: these columns are dropped even when the file has them.",
    neverDeletes:
      "Whoever is not in the file stays untouched: an import only adds and completes, and can be undone whole.",
  },

  refused: {
    title: (name) => (name === "" ? "What was pasted was not read" : `“${name}” was not read`),
    nothingLost: "Nothing was written or changed.",
    why: {
      empty: () => "The file is empty. Check that it is the right one and save it again.",
      "too-big": (max) =>
        `The file is larger than ${max}. Leave only the list of pupils in it and save it again.`,
      "too-many-rows": (max) => `The file has more than ${max} rows. Split it, by grades perhaps.`,
      "too-many-columns": (max) =>
        `The file has more than ${max} columns. Leave surname, name, date of birth and class.`,
      dangerous: () =>
        "The file is built dangerously: it is hundreds of times larger inside than outside. It is not opened. Copy the rows out of it and paste them below.",
      broken: () =>
        "The file is damaged or was not copied whole. Download it again or save it anew.",
      password: () => "The file has a password. Save it in Excel without one and choose it again.",
      "old-xls": () => "An .xls file is old: open it in Excel and save it as .xlsx.",
      xlsb: () => "This is a binary workbook (.xlsb): open it in Excel and save it as .xlsx.",
      ods: () => "This is a LibreOffice file (.ods): open it and save it as .xlsx.",
      "web-page": () =>
        "Inside is a web page under another name. Open it in Excel and save it as .xlsx.",
      pdf: () => "This is a PDF without a table. Take an export to Excel or CSV from the journal.",
      word: () => "This is a Word document. Copy the table out of it and paste it below.",
      presentation: () => "This is a presentation. Copy the list out of it and paste it below.",
      image: () => "This is a picture: names cannot be read from it. A table or a text is needed.",
      archive: () => "This is an archive. Unpack it and choose the file inside.",
      binary: () => "This format is not known. Use .xlsx, .csv or text.",
      "too-slow": () =>
        "Reading takes too long. Leave only the list of pupils in the file or paste the rows below.",
      "reader-failed": () =>
        "This browser could not read the file. Save it as CSV or paste the rows below.",
    },
  },

  check: {
    title: (classes) => {
      const [only = ""] = classes
      if (classes.length === 0) return "Check the list"
      if (classes.length === 1) return `Check the list of ${only}`
      return classes.length > 4
        ? `Check the lists of ${classes.length} classes`
        : `Check the lists of ${joined(classes, "and")}`
    },
    pasted: "pasted from a table",
    separator: { ";": "“;”", ",": "“,”", "\t": "tab", "|": "“|”" },
    encoding: (name, separator) => (separator === "" ? name : `${name}, separator ${separator}`),
    separatedBy: (separator) => `separator ${separator}`,
    sheet: (name) => `sheet “${name}”`,
    sheets: (names) => `sheets ${names.join(", ")}`,
    sheetsLeft: (names) =>
      `${pluralEn(names.length, "sheet", "sheets")} ${quotedEn(names)} not read`,
    header: (row) => `header in row ${row}`,
    above: (count) => `${countedEn(count, "row", "rows")} above it`,
    noHeader: "no header",
    remembered: "columns as last time",

    dropped: (titles) =>
      `${pluralEn(titles.length, "The column", "The columns")} ${quotedEn(titles)} ${pluralEn(titles.length, "is", "are")}`,
    droppedMany: (titles, more) =>
      `The columns ${titles.map((title) => `“${title}”`).join(", ")} and ${more} more are`,
    untitled: (column, kinds) => `column ${column}: ${kindsEn(kinds)}`,
    notKept: "neither read nor kept",
    nothingDropped: "No needless personal data was found in the file.",
    nothingYet: "Nothing has been written yet.",
    columns: "Columns",
    begun: (when) => `You began this import ${when}. Nothing has been written.`,
    startAnew: "Take another file",

    filters: "Which rows to show",
    all: (count) => `All · ${count}`,
    doubtful: (count) => `Doubtful · ${count}`,
    fresh: (count) => `New · ${count}`,
    known: (count) => `Already here · ${count}`,
    skipped: (count) => `Skipped · ${count}`,
    none: "There are no such rows.",
    more: (count) => `Show ${count} more`,
    shown: (shown, of) => `${shown} of ${of} shown`,

    table: "Rows of the file",
    number: "No.",
    inFile: "In the file",
    fromFile: "in the file:",
    toWrite: "To be written",
    class: "Class",
    born: "Born",
    doubt: "Why it is doubtful",
    act: "What to do",
    actFor: (row) => `What to do: row ${row}`,
    sheetRow: (sheet, row) => `${sheet} · ${row}`,
    nothing: "—",
  },

  state: {
    fresh: "new",
    same: "already here",
    changed: "to be completed",
    corrected: "corrected",
    skipped: "skipped",
  },
  adds: {
    last: (to) => `surname “${to}”`,
    first: (to) => `first name “${to}”`,
    middle: (to) => `patronymic ${to}`,
    born: (to) => `date of birth ${to}`,
    class: (to) => `moves to this year's ${to}`,
    status: "",
  },

  reason: {
    latinLetters: (letters) =>
      `Latin ${quotedEn(letters)} in place of ${letters.length === 1 ? "a Russian letter" : "Russian letters"}`,
    latinLeft: (letters) => `Latin ${quotedEn(letters)} among Russian letters`,
    allCapital: "All letters are capital",
    allSmall: "All letters are small",
    letterCase: "Capital letters in the wrong place",
    spaces: "Needless spaces removed",
    hidden: "Invisible characters removed",
    reordered: "The first name stood before the surname",
    singleWord: "One word: a surname or a first name?",
    manyWords: "More than three words: which is the patronymic?",
    initials: "Initials in place of a name",
    brackets: (text) => `Left out in brackets: “${text}”`,
    noMiddleName: "No patronymic",
    foreignAlphabet: "Not written in Russian letters",
    twoDigitYear: (day) => `Two digits of the year, taken as ${day}`,
    impossibleDate: "There is no such date",
    unreadableDate: (text) => `The date “${text}” cannot be read`,
    unlikelyAge: (years) =>
      years < 0
        ? "The date of birth is still to come"
        : `That makes ${countedEn(years, "year", "years")}: probably a mistake`,
    withoutDate: "Written without a date of birth",
    noClass: "No class is given",
    noLetter: (grade) => `Only “${grade}”, without a letter`,
    unreadableClass: (text) => `The class “${text}” cannot be read`,
    classFromAbove: (name) => `The cell is empty, the class of the row above was taken: ${name}`,
    notAppointed: (name) => `You are not appointed to ${name}`,
    yoTwin: (name) => `${name} is here already: only “ё” differs`,
    yoTwinRow: (row) => `As in row ${row}, only “ё” differs`,
    repeatedRow: (row) => `Looks like row ${row}`,
    twoClasses: (row, name) =>
      name === "" ? `Also stands in row ${row}` : `Stands in row ${row} with class ${name}`,
    otherClass: (name) => `Is in ${name} now`,
    alike: {
      m: (name) => `Looks like a pupil of ${name}`,
      f: (name) => `Looks like a pupil of ${name}`,
      unknown: (name) => `Looks like a pupil of ${name}`,
    },
    sameDate: (sentence) => `${sentence} with the same date`,
    otherBirthDate: (have, file) => `We have the date ${have}, the file has ${file}`,
    archivedHere: "Is in the archive here",
    archivedThere: (day) =>
      day === ""
        ? "Has left the school, says the file"
        : `Left the school on ${day}, says the file`,
    namesake: "There is a namesake with another date of birth",
    corrected: "Corrected by you",
    secondYear: (name) => `Was in last year's ${name}`,
  },
  refusal: {
    markup: "This is the code of a page, not a name",
    formula: "This is a formula, not a name",
    digits: "There are digits in the name",
    noLetters: "There are no letters here",
    strange: (characters) => `Strange characters in the name: ${characters.join(" ")}`,
    tooLong: (length, max) => `The name is too long: ${length} characters, ${max} fit`,
    noName: "There is no name",
    noNameColumn: "It is not known which column holds names",
    notWritten: "It is not written",
  },
  skip: {
    empty: "An empty row",
    aboveHeader: "A row above the header",
    header: "The header",
    columnNumbers: "Numbers of columns",
    classHeading: (name) => `Heading of class ${name}`,
    total: "A row of totals",
    footer: "A signature below the list",
    repeated: (row) => `The same as row ${row}`,
    otherGrade: (grade) => `Grade ${grade}: 6 to 11 are loaded`,
  },

  verb: {
    write: "Write it so",
    withoutDate: "Without a date",
    withDate: (day) => `With the date ${day}`,
    toClass: (name) => `Write to ${name}`,
    writeArchived: "Write to the archive",
    another: { m: "Another pupil", f: "Another pupil", unknown: "Another pupil" },
    same: { m: "The same pupil", f: "The same pupil", unknown: "The same pupil" },
    correctDate: (day) => `Correct the date to ${day}`,
    leaveArchived: "Leave in the archive",
    leaveActive: "Leave in the class",
    move: (name) => `Move to ${name}`,
    restore: "Bring back from the archive",
    archive: "Move to the archive",
    sameRow: (row) => `Same as row ${row}`,
    setAside: "Put off",
    correct: "Correct",
    correctAgain: "Correct again",
  },

  edit: {
    title: (row) => `Correct row ${row}`,
    last: "Surname",
    first: "First name",
    middle: "Patronymic",
    born: "Date of birth",
    class: "Class",
    apply: "Write it so",
    leave: "Do not correct",
    asInFile: "Back to the file's own",
  },

  question: {
    label: "Questions about the file",
    noNameColumn: "No column of surnames and names was found. Point it out under “Columns”.",
    whichClass: (count) =>
      `The file does not say which class it is: ${rowsEn(count)} without one. Where do they go?`,
    fromTitle: (name, text) => `The class was taken from the title “${text}”: ${name}. Right?`,
    fromSheet: (name, text) =>
      text === name
        ? `The class was taken from the name of the sheet: ${name}. Right?`
        : `The class was taken from the name “${text}”: ${name}. Right?`,
    yes: (name) => `Yes, ${name}`,
    no: (name) => `No, ${name}`,
    whichLetter: (grade, count) =>
      `Grade ${grade} has no letter in the file: ${rowsEn(count)}. Which class is it?`,
    noLetter: (grade) => `${grade}, no letter`,
    notAppointed: (name, count) =>
      `${name} is not among your classes: ${rowsEn(count)}. If the school has not made it yet, make it; if it is a colleague's, put the rows off.`,
    make: (name) => `Make ${name}`,
    otherClass: "Another class",
    otherExample: "For example, 7Б",
    unreadable: "Write the class like this: 7Б",
    put: "Write them there",
  },

  columns: {
    title: "What the columns hold",
    hint: "If something was misread, correct it: the next such file will be read the same way.",
    untitled: (column) => `Column ${column}`,
    order: "Order of words in a name",
    lastFirst: "Surname, first name, patronymic",
    firstLast: "First name, patronymic, surname",
    sheet: "Sheet",
    allSheets: "The sheets of classes together",
    personal: (kinds) => `Not read: ${kindsEn(kinds)}`,
    empty: "empty",
    close: "Done",
    use: {
      name: "Surname and name",
      last: "Surname",
      first: "First name",
      middle: "Patronymic",
      "birth-date": "Date of birth",
      class: "Class with its letter",
      grade: "Class without a letter",
      letter: "Letter of the class",
      archived: "Date of leaving",
      number: "Number in the list",
      ignored: "Not needed",
    },
  },

  foot: {
    counts: ({ added, changed, same, merged, aside, refused }) => {
      const parts = [
        added > 0 ? `${pupilsEn(added)} to write` : "",
        changed > 0 ? `${changed} to change` : "",
        same > 0 ? `${same} already here` : "",
        merged > 0 ? `${merged} repeated` : "",
        aside > 0 ? `${aside} put off` : "",
        refused > 0 ? `${refused} not written` : "",
      ].filter(Boolean)
      return parts.length === 0 ? "No pupils were found in the file." : `${parts.join(", ")}.`
    },
    makes: (names) =>
      `${pluralEn(names.length, "A new class", "New classes")}: ${names.join(", ")}.`,
    allSame: (count) => `All ${pupilsEn(count)} are already here, nothing to change.`,
    promise: "Nobody is deleted. The import can be undone whole, after sending too.",
    drop: "Do not load",
    load: (count) => `Load ${pupilsEn(count)}`,
    change: (count) => `Change ${pupilsEn(count)}`,
    both: (added, changed) => `Load ${added}, change ${changed}`,
    saving: "Writing…",
    nothing: "Nothing to load",
    ready: "Done",
  },
  saved: {
    loaded: (count, classes) =>
      [`Loaded: ${pupilsEn(count)}`, listedEn(classes)].filter(Boolean).join(", "),
    changed: (count, classes) =>
      [`Changed: ${pupilsEn(count)}`, listedEn(classes)].filter(Boolean).join(", "),
    both: (added, changed, classes) =>
      [`Loaded: ${pupilsEn(added)}, changed: ${changed}`, listedEn(classes)]
        .filter(Boolean)
        .join(", "),
  },

  history: {
    title: "Imports of lists",
    none: "No lists have been loaded yet.",
    pasted: "Pasted from a table",
    added: (count) => `${count} added`,
    changed: (count) => `${count} changed`,
    nothing: "no changes",
    undo: "Undo the import",
    undoOf: (source) => `Undo the import: ${source}`,
    undone: "undone",
    back: "The import is back.",
  },
  undone: {
    gone: (count) => `${pupilsEn(count)} removed.`,
    restored: (count) => `Former data restored: ${pupilsEn(count)}.`,
    kept: (names, more) =>
      `These stay, they have marks: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
    done: "The import is undone.",
  },
}

function listedEn(classes: readonly string[]): string {
  return classes.length > 4 ? `${classes.length} classes` : classes.join(", ")
}

export const importWords = pair(ru, en)
