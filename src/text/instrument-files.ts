import { pair, type SameKeys } from "./pair.ts"
import { counted } from "./plural.ts"

/** «Методики»: what the shipped and the school's own are, and why a file of one is not taken. */
const ru = {
  title: "Методики",
  sub: "что это такое, кому и на сколько; свои методики школы",
  list: {
    shipped: "Входят в журнал",
    own: "Методики школы",
    hidden: "Убраны из списка",
    noOwn: "Своих методик пока нет.",
    bring: "Загрузить свою методику",
    asks: (count: number) => counted(count, "вопрос", "вопроса", "вопросов"),
    scales: (count: number) => counted(count, "шкала", "шкалы", "шкал"),
  },
  choose: "Выберите методику слева: увидите вопросы, шкалы и оговорки.",
  notFound: "Такой методики на планшете нет. Может быть, она ещё не пришла с сервера.",
  detail: {
    what: "Что это и чего не скажет",
    instruction: "Что прочтёт ученик",
    minutes: "Время",
    grades: "Классы",
    size: "Объём",
    version: "Версия",
    licence: "Права на текст",
    credit: "По чьим работам",
    brought: (when: string, who: string) => `загружена ${when}, ${who}`,
    scales: "Шкалы",
    bands: "Уровни",
    noBands: "Уровней нет: смотрят только на соотношение шкал одного человека.",
    upTo: (points: number, title: string) => `до ${points}: ${title}`,
    questions: (count: number) => `Вопросы: ${count}`,
    steps: (steps: readonly string[]) => `Ответ на каждый: ${steps.join(" · ")}`,
    when: (question: string) => `только после ответа на ${question}`,
    breakAfter: "перерыв до другого дня",
    all: (count: number) => `Показать все ${count}`,
    fewer: "Свернуть",
    older: (versions: readonly number[]) =>
      `Прежние версии (${versions.join(", ")}) хранятся: по ним считаются старые прохождения.`,
  },
  download: {
    json: "Скачать JSON",
    xlsx: "Скачать XLSX",
    done: "Файл сохранён",
    example: "Пример файла",
    exampleWhy: "Маленькая методика из шести вопросов. Впишите свои и загрузите обратно.",
    exampleJson: "Пример JSON",
    exampleXlsx: "Пример XLSX",
  },
  hide: {
    hide: "Убрать из списка",
    hidden: (title: string) => `Методика «${title}» убрана из списка`,
    show: "Вернуть в список",
    shown: (title: string) => `Методика «${title}» снова в списке`,
    why: "Убранную не предлагают в новых диагностиках. Прежние результаты остаются.",
  },
  bring: {
    title: "Загрузить свою методику",
    back: "Методики",
    file: "Файл методики",
    pick: "Выбрать файл",
    hint: "JSON или XLSForm: .xlsx либо сразу три файла survey.csv, choices.csv, settings.csv. До 2 МБ.",
    reading: "Читаем файл",
    rights: "Права",
    rightsWhy:
      "Загружайте то, на что у школы есть право: тексты вопросов принадлежат авторам. Впишите в файл, чьи они и на каких условиях взяты.",
    formats: "Что нужно знать о файле",
    formatLines: [
      "XLSForm — таблица, в которой полевые исследователи хранят анкеты: листы survey, choices, settings.",
      "Читаем вопросы с одним ответом (select_one), примечания и группы. Остальное назовём по строкам и не возьмём.",
      "Шкалу вопроса пишут в столбце scale, баллы ответов — в points. Обратный вопрос отмечают в reverse.",
      "Перед загрузкой проверим ключ: каждый ответ учтён, шкалы равны, условия не ходят по кругу.",
    ],
    check: "Проверьте перед загрузкой",
    save: "Добавить методику",
    other: "Выбрать другой файл",
    saved: (title: string) => `Методика «${title}» добавлена`,
    again: (title: string) => `Методика «${title}» снова в списке`,
    same: "Эта методика уже загружена, слово в слово. Ничего не изменилось.",
    open: "Открыть её",
    sameHidden: "Эта методика уже загружена и убрана из списка.",
    replaces: (before: number) =>
      `В новых диагностиках заменит версию ${before}. Прежние прохождения останутся со своей версией.`,
    left: (rows: readonly number[]) =>
      `Не показываем ученику ${rows.length === 1 ? "строку" : "строки"} ${rows.join(", ")} листа survey: это служебное или примечание посередине.`,
  },

  refused: {
    title: (name: string) => `«${name}» не загружен`,
    nothingLost: "Ничего не записано и не изменено. Исправьте файл и выберите снова.",
    more: (count: number) => `И ещё ${count}: исправьте эти, и остальные станут виднее.`,
    file: {
      empty: () => "В файле пусто. Проверьте, тот ли это файл.",
      "too-big": (max: string) => `Файл больше ${max}. Анкета для школьников столько не занимает.`,
      "too-many-rows": (max: string) =>
        `В таблице больше ${max} строк: вопросов столько не бывает.`,
      "too-many-columns": (max: string) =>
        `В таблице больше ${max} столбцов. Оставьте те, что есть в примере.`,
      dangerous: () =>
        "Файл устроен опасно: внутри он в сотни раз больше, чем снаружи. Такой не откроем.",
      broken: () =>
        "Файл повреждён или скопирован не до конца. Скачайте его ещё раз или сохраните заново.",
      password: () => "Файл под паролем. Сохраните его без пароля и выберите снова.",
      "old-xls": () => "Файл .xls старый: откройте его в Excel и сохраните как .xlsx.",
      xlsb: () => "Это двоичная книга .xlsb: откройте её в Excel и сохраните как .xlsx.",
      ods: () => "Это файл LibreOffice (.ods): откройте его и сохраните как .xlsx.",
      "web-page": () => "Внутри веб-страница. Откройте её в Excel и сохраните как .xlsx.",
      pdf: () => "Это PDF. Нужен JSON или таблица XLSForm: возьмите за основу пример.",
      word: () => "Это документ Word. Перенесите вопросы в таблицу: возьмите за основу пример.",
      presentation: () => "Это презентация. Нужен JSON или таблица XLSForm.",
      image: () => "Это картинка: вопросов на ней не прочесть. Нужен JSON или таблица XLSForm.",
      archive: () => "Это архив. Распакуйте его и выберите файл, который внутри.",
      binary: () => "Такой файл мы не знаем. Подойдут .json, .xlsx и .csv.",
      "too-slow": () => "Файл читается слишком долго. Уберите из него лишние листы и картинки.",
      "reader-failed": () =>
        "Этот браузер не смог прочитать таблицу. Загрузите JSON или три файла CSV.",
    },
    unreadable:
      "Это не JSON или файл обрезан: скобки не сходятся. Скачайте его ещё раз или проверьте в редакторе.",
    anotherFile:
      "Это JSON, но не методика: в начале нет «format»: «bortzhurnal-instrument». Сверьтесь с примером.",
    tooLarge: {
      items: (max: number) =>
        `Вопросов больше ${max}: ученик столько не пройдёт. Разделите методику.`,
      scales: (max: number) => `Шкал больше ${max}. Объедините близкие.`,
      options: (max: number) => `У вопроса больше ${max} ответов. Сократите.`,
    },
    badField: (path: string) =>
      `Поле ${path}: его нет, или в нём не то, что нужно, или оно лишнее. Сверьтесь с примером.`,
    badCell: (place: string) => `${place}: пусто, слишком длинно или не то. Сверьтесь с примером.`,
    doubledId: (id: string) =>
      `Имя «${id}» стоит дважды: непонятно, о чём ответ. Дайте каждому вопросу, ответу и шкале своё.`,
    question: (id: string) => `Вопрос ${id}`,
    questionInRow: (id: string, row: number) => `Строка ${row} (вопрос ${id})`,

    flaws: {
      unknownScale: (question: string, scale: string) =>
        `${question}: баллы идут шкале «${scale}», которой нет среди шкал.`,
      scaleNeverScored: (scale: string) =>
        `Шкала «${scale}»: ни один ответ её не меняет. Уберите её или дайте ей баллы.`,
      itemWithoutScale: (question: string) =>
        `${question}: ни один ответ не даёт баллов. Если так задумано, поставьте balance: free.`,
      optionWithoutScale: (question: string, option: string) =>
        `${question}: ответ «${option}» не даёт балла ни одной шкале. Ключ его забыл?`,
      optionNotSingle: (question: string, option: string) =>
        `${question}: ответ «${option}» должен давать один балл одной шкале. Если задумано иначе, поставьте balance: free.`,
      pairNotTwo: (question: string, options: number) =>
        `${question}: ответов ${options}, а в паре их два. Если выбирают из нескольких, поставьте answering: choice.`,
      pairOfOneScale: (question: string, scale: string) =>
        `${question}: обе половины пары работают на шкалу «${scale}», и выбор ничего не скажет.`,
      pairsUnbalanced: (couple: readonly string[], times: number, expected: number) =>
        `Шкалы «${couple.join("» и «")}» встречаются в парах ${counted(times, "раз", "раза", "раз")}, а другие ${counted(expected, "раз", "раза", "раз")}. Проверьте их ключ.`,
      maximaUnequal: (scale: string, max: number, expected: number) =>
        `Шкала «${scale}» может набрать ${max}, а другие ${expected}. Проверьте её ключ.`,
      minimaUnequal: (scale: string, min: number, expected: number) =>
        `Шкала «${scale}» может опуститься до ${min}, а другие до ${expected}. Проверьте её ключ.`,
      stepsDiffer: (question: string) =>
        `${question}: ответы не такие, как у первого вопроса. У оценки ряд ступеней общий; если вопросы разные, поставьте answering: choice и balance: free.`,
      stepsNotInOrder: (question: string, scale: string) =>
        `${question}: баллы шкалы «${scale}» не идут по ступеням в одну сторону. Похоже, одна ступень забыта или перепутана.`,
      bandsIncomplete: (max: number) =>
        `Последний уровень не доходит до наибольшего балла. Поставьте ему ${max}.`,
      bandsNotRising: "Уровни идут не по возрастанию: граница каждого больше, чем у предыдущего.",
      bandNeverReached: (upTo: number) => `Уровень до ${upTo}: столько баллов не бывает ни у кого.`,
      dependsAhead: (question: string, on: string) =>
        `${question} зависит от вопроса ${on}, а тот не выше него. Зависеть можно только от того, что уже спросили.`,
      dependsOnNoOption: (question: string, option: string) =>
        `${question}: в условии ответ «${option}», а у того вопроса такого нет.`,
      breakAfterNoItem: (id: string) => `Перерыв стоит после вопроса ${id}, которого нет.`,
      breakMisplaced: (id: string) =>
        `Перерыв после вопроса ${id} ничего не делит: вопрос последний, перерыв назван дважды, не по порядку или вопрос задают не всем.`,
    },

    form: {
      place: (sheet: string, row: number | undefined, column: string | undefined) =>
        [
          `Лист «${sheet}»`,
          row !== undefined && `строка ${row}`,
          column !== undefined && `столбец «${column}»`,
        ]
          .filter(Boolean)
          .join(", "),
      noSheet: (sheet: string) =>
        `Нет листа «${sheet}». В XLSForm их три: survey, choices, settings. Если это CSV, выберите сразу три файла с такими именами.`,
      noColumn: "нет такого столбца.",
      emptyCell: "пусто. Заполните.",
      cellTooLong: (max: number) =>
        `длиннее ${max} знаков, таблица прочтётся не целиком. Сократите или загрузите JSON.`,
      badName: (text: string) =>
        `имя «${text}» не подойдёт. Нужны латинские буквы, цифры, «_» и «-», не больше 40.`,
      notANumber: (text: string) => `«${text}» не целое число и не промежуток вроде 10-15.`,
      unknownWord: (text: string, allowed: string) =>
        `слово «${text}» не подойдёт. Можно: ${allowed}.`,
      unknownScale: (text: string) => `шкалы «${text}» нет на листе «scales».`,
      unknownCondition: (text: string) =>
        `условие «${text}» не поймём. Подойдёт \${вопрос} = 'ответ', несколько ответов через or.`,
      notSupported: (text: string) => `«${text}» здесь не сработает и изменит смысл. Уберите.`,
      unknownType: (row: number, type: string) =>
        type === ""
          ? `Лист «survey», строка ${row}: не указан тип вопроса.`
          : `Лист «survey», строка ${row}: тип «${type}» не задаём. Подойдут select_one, note, begin group, end group.`,
      noList: (row: number, list: string) =>
        `Лист «survey», строка ${row}: списка «${list}» нет на листе «choices».`,
      noPoints: (row: number, list: string) =>
        `Лист «survey», строка ${row}: указана шкала, а у ответов списка «${list}» нет баллов в столбце «points».`,
      groupNotClosed: (row: number) => `Лист «survey», строка ${row}: группа открыта и не закрыта.`,
      groupNotOpened: (row: number) =>
        `Лист «survey», строка ${row}: группа закрыта, а открыта не была.`,
      twoConditions: (row: number) =>
        `Лист «survey», строка ${row}: условие и у вопроса, и у его группы. Оставьте одно.`,
    },

    codeTaken: (code: string) =>
      `Имя «${code}» занято методикой журнала. Дайте своей другое: code в JSON, form_id в таблице.`,
    raiseVersion: (version: number, newest: number) =>
      version === newest
        ? `Версия ${version} уже загружена с другим содержанием, и по ней могли проходить. Поставьте в файле версию ${newest + 1}.`
        : `В журнале уже версия ${newest}, а в файле ${version}. Поставьте в файле версию ${newest + 1}.`,
    tooLong: (length: string, max: string) =>
      `Методика занимает ${length} знаков, а поместится ${max}. Сократите тексты или уберите один язык.`,
  },
}

const en: SameKeys<typeof ru> = {
  title: "Instruments",
  sub: "what they are, for whom and how long; the school’s own",
  list: {
    shipped: "Part of the journal",
    own: "The school’s own",
    hidden: "Taken off the list",
    noOwn: "The school has none of its own yet.",
    bring: "Load an instrument of your own",
    asks: (count) => (count === 1 ? "1 question" : `${count} questions`),
    scales: (count) => (count === 1 ? "1 scale" : `${count} scales`),
  },
  choose: "Choose an instrument on the left to see its questions, scales and limits.",
  notFound: "This instrument is not on the tablet. Perhaps it has not come from the server yet.",
  detail: {
    what: "What it is and what it does not tell",
    instruction: "What the pupil reads",
    minutes: "Time",
    grades: "Grades",
    size: "Size",
    version: "Version",
    licence: "Rights to the text",
    credit: "Whose work it follows",
    brought: (when, who) => `loaded ${when}, ${who}`,
    scales: "Scales",
    bands: "Bands",
    noBands: "No bands: only the scales of one person are compared.",
    upTo: (points, title) => `up to ${points}: ${title}`,
    questions: (count) => `Questions: ${count}`,
    steps: (steps) => `The answer to each: ${steps.join(" · ")}`,
    when: (question) => `only after an answer to ${question}`,
    breakAfter: "a break till another day",
    all: (count) => `Show all ${count}`,
    fewer: "Show fewer",
    older: (versions) =>
      `Earlier versions (${versions.join(", ")}) are kept: what was taken with them is scored by them.`,
  },
  download: {
    json: "Download JSON",
    xlsx: "Download XLSX",
    done: "The file is saved",
    example: "An example file",
    exampleWhy: "A small instrument of six questions. Put in your own and load it.",
    exampleJson: "JSON example",
    exampleXlsx: "XLSX example",
  },
  hide: {
    hide: "Take off the list",
    hidden: (title) => `“${title}” is taken off the list`,
    show: "Put back on the list",
    shown: (title) => `“${title}” is back on the list`,
    why: "It is then not offered for new diagnostics. Earlier results stay.",
  },
  bring: {
    title: "Load an instrument of your own",
    back: "Instruments",
    file: "The file of the instrument",
    pick: "Choose a file",
    hint: "JSON or XLSForm: .xlsx, or three files at once: survey.csv, choices.csv, settings.csv. Up to 2 MB.",
    reading: "Reading the file",
    rights: "Rights",
    rightsWhy:
      "Load what the school has a right to: the texts of questions belong to their authors. Say in the file whose they are and on what terms you have them.",
    formats: "About the file",
    formatLines: [
      "XLSForm is the workbook in which field researchers keep questionnaires: the sheets survey, choices, settings.",
      "Questions with one answer (select_one), notes and groups are read. Anything else is named by its row and not taken.",
      "A question’s scale stands in the column scale, the points of answers in points. A reversed question is marked in reverse.",
      "The key is checked first: every answer counts, scales are equal, conditions go round in no circle.",
    ],
    check: "Check before loading",
    save: "Add the instrument",
    other: "Choose another file",
    saved: (title) => `“${title}” is added`,
    again: (title) => `“${title}” is back on the list`,
    same: "This instrument is here already, word for word. Nothing has changed.",
    open: "Open it",
    sameHidden: "This instrument is here already and was taken off the list.",
    replaces: (before) =>
      `It replaces version ${before} in new diagnostics. What was taken before stays with its version.`,
    left: (rows) =>
      `Not shown to the pupil: ${rows.length === 1 ? "row" : "rows"} ${rows.join(", ")} of the sheet survey, as service rows or notes in the middle.`,
  },

  refused: {
    title: (name) => `“${name}” was not loaded`,
    nothingLost: "Nothing was written or changed. Mend the file and choose it again.",
    more: (count) => `And ${count} more: mend these first, and the rest will be clearer.`,
    file: {
      empty: () => "The file is empty. Check that it is the right one.",
      "too-big": (max) => `The file is larger than ${max}. No questionnaire for pupils is.`,
      "too-many-rows": (max) => `The table has more than ${max} rows: too many for questions.`,
      "too-many-columns": (max) =>
        `The table has more than ${max} columns. Leave those of the example.`,
      dangerous: () =>
        "The file is built dangerously: it is hundreds of times larger inside than outside. It is not opened.",
      broken: () =>
        "The file is damaged or was not copied whole. Download it again or save it anew.",
      password: () => "The file has a password. Save it without one and choose it again.",
      "old-xls": () => "An .xls file is old: open it in Excel and save it as .xlsx.",
      xlsb: () => "This is a binary workbook (.xlsb): open it in Excel and save it as .xlsx.",
      ods: () => "This is a LibreOffice file (.ods): open it and save it as .xlsx.",
      "web-page": () => "Inside is a web page. Open it in Excel and save it as .xlsx.",
      pdf: () => "This is a PDF. A JSON or an XLSForm table is needed: start from the example.",
      word: () => "This is a Word document. Put the questions in a table: start from the example.",
      presentation: () => "This is a presentation. A JSON or an XLSForm table is needed.",
      image: () => "This is a picture: questions cannot be read from it. Use JSON or XLSForm.",
      archive: () => "This is an archive. Unpack it and choose the file inside.",
      binary: () => "This format is not known. Use .json, .xlsx or .csv.",
      "too-slow": () => "Reading takes too long. Remove sheets and pictures that are not needed.",
      "reader-failed": () =>
        "This browser could not read the table. Load a JSON or three CSV files.",
    },
    unreadable:
      "This is no JSON, or it is cut: its brackets do not match. Download it again or check it in an editor.",
    anotherFile:
      "This is JSON, but no instrument: it does not begin with “format”: “bortzhurnal-instrument”. Compare it with the example.",
    tooLarge: {
      items: (max) => `More than ${max} questions: no pupil gets through. Split the instrument.`,
      scales: (max) => `More than ${max} scales. Join those that are close.`,
      options: (max) => `A question has more than ${max} answers. Make them fewer.`,
    },
    badField: (path) =>
      `Field ${path}: it is missing, or does not hold what it should, or should not be there. Compare it with the example.`,
    badCell: (place) => `${place}: empty, too long or not right. Compare it with the example.`,
    doubledId: (id) =>
      `The name “${id}” stands twice, so an answer would mean two things. Give every question, answer and scale its own.`,
    question: (id) => `Question ${id}`,
    questionInRow: (id, row) => `Row ${row} (question ${id})`,

    flaws: {
      unknownScale: (question, scale) =>
        `${question}: points go to the scale “${scale}”, which is not among the scales.`,
      scaleNeverScored: (scale) =>
        `Scale “${scale}”: no answer changes it. Remove it or give it points.`,
      itemWithoutScale: (question) =>
        `${question}: no answer gives points. If that is meant, set balance: free.`,
      optionWithoutScale: (question, option) =>
        `${question}: answer “${option}” gives no scale a point. Did the key forget it?`,
      optionNotSingle: (question, option) =>
        `${question}: answer “${option}” should give one point to one scale. If another is meant, set balance: free.`,
      pairNotTwo: (question, options) =>
        `${question}: it has ${options} answers, and a pair has two. To choose among several set answering: choice.`,
      pairOfOneScale: (question, scale) =>
        `${question}: both halves of the pair speak for the scale “${scale}”, so the choice tells nothing.`,
      pairsUnbalanced: (couple, times, expected) =>
        `Scales “${couple.join("” and “")}” meet ${times} times in pairs, others ${expected}. Check their key.`,
      maximaUnequal: (scale, max, expected) =>
        `Scale “${scale}” can reach ${max}, others ${expected}. Check its key.`,
      minimaUnequal: (scale, min, expected) =>
        `Scale “${scale}” can sink to ${min}, others to ${expected}. Check its key.`,
      stepsDiffer: (question) =>
        `${question}: its answers are not those of the first question. A rating has one row of steps; if the questions differ, set answering: choice and balance: free.`,
      stepsNotInOrder: (question, scale) =>
        `${question}: the points of the scale “${scale}” do not go one way along the steps. One step seems forgotten or swapped.`,
      bandsIncomplete: (max) =>
        `The last band does not reach the highest score. Let it end at ${max}.`,
      bandsNotRising: "The bands do not rise: each must end above the one before.",
      bandNeverReached: (upTo) => `The band up to ${upTo}: nobody can have such a score.`,
      dependsAhead: (question, on) =>
        `${question} hangs on question ${on}, which is not above it. It can only hang on what was asked before.`,
      dependsOnNoOption: (question, option) =>
        `${question}: its condition names the answer “${option}”, which that question does not have.`,
      breakAfterNoItem: (id) => `A break stands after question ${id}, which does not exist.`,
      breakMisplaced: (id) =>
        `The break after question ${id} parts nothing: it is the last, named twice, out of order or not asked of everybody.`,
    },

    form: {
      place: (sheet, row, column) =>
        [
          `Sheet “${sheet}”`,
          row !== undefined && `row ${row}`,
          column !== undefined && `column “${column}”`,
        ]
          .filter(Boolean)
          .join(", "),
      noSheet: (sheet) =>
        `There is no sheet “${sheet}”. An XLSForm has three: survey, choices, settings. If these are CSV files, choose three of those names at once.`,
      noColumn: "there is no such column.",
      emptyCell: "empty. Fill it in.",
      cellTooLong: (max) =>
        `longer than ${max} characters, so its end would be lost. Shorten it or load a JSON.`,
      badName: (text) =>
        `the name “${text}” will not do. Use Latin letters, digits, “_” and “-”, 40 at most.`,
      notANumber: (text) => `“${text}” is no whole number, and no span such as 10-15.`,
      unknownWord: (text, allowed) => `the word “${text}” will not do. Possible: ${allowed}.`,
      unknownScale: (text) => `the scale “${text}” is not on the sheet “scales”.`,
      unknownCondition: (text) =>
        `the condition “${text}” is not understood. Use \${question} = 'answer', several answers with or.`,
      notSupported: (text) =>
        `“${text}” does not work here and would change the meaning. Remove it.`,
      unknownType: (row, type) =>
        type === ""
          ? `Sheet “survey”, row ${row}: the type of the question is missing.`
          : `Sheet “survey”, row ${row}: the type “${type}” is not asked here. Use select_one, note, begin group, end group.`,
      noList: (row, list) =>
        `Sheet “survey”, row ${row}: the list “${list}” is not on the sheet “choices”.`,
      noPoints: (row, list) =>
        `Sheet “survey”, row ${row}: a scale is named, and the answers of the list “${list}” have no points in the column “points”.`,
      groupNotClosed: (row) => `Sheet “survey”, row ${row}: a group is opened and not closed.`,
      groupNotOpened: (row) => `Sheet “survey”, row ${row}: a group is closed that was not opened.`,
      twoConditions: (row) =>
        `Sheet “survey”, row ${row}: both the question and its group have a condition. Leave one.`,
    },

    codeTaken: (code) =>
      `The name “${code}” belongs to an instrument of the journal. Give yours another: code in JSON, form_id in a table.`,
    raiseVersion: (version, newest) =>
      version === newest
        ? `Version ${version} is here already with another content, and pupils may have taken it. Set version ${newest + 1} in the file.`
        : `The journal has version ${newest}, the file ${version}. Set version ${newest + 1} in the file.`,
    tooLong: (length, max) =>
      `The instrument takes ${length} characters, and ${max} fit. Shorten its texts or leave out a language.`,
  },
}

export const instrumentFileWords = pair(ru, en)
export type InstrumentFileWords = (typeof instrumentFileWords)["ru"]
