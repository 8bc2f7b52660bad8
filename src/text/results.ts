import type { AgeFit } from "#/domain/results/profile.ts"
import type { Subject } from "#/domain/results/speaks-of.ts"
import type { Band } from "#/domain/school-class.ts"

import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

/** A minus sign and not a hyphen. */
const signed = (score: number): string => (score < 0 ? `−${-score}` : String(score))

interface LeaderWords {
  readonly one: (name: string) => string
  readonly several: (names: string) => string
  readonly next: (names: string) => string
  readonly even: (names: string) => string
  readonly low: string
}

/** Results of diagnostics: the pupil's profile, the picture of a class, the change between two times. */
const ru = {
  title: "Результаты",
  of: (name: string) => `Результаты: ${name}`,
  none: "Результатов пока нет. Они появятся, когда пройдёт диагностика на планшете.",
  noPupil: "Такого ученика на планшете нет. Возможно, его класс вам не назначен.",
  notYours:
    "Результаты по именам видят ученик и педагог, который ведёт класс. Здесь они не показаны.",
  locked: {
    missing:
      "Согласия на диагностику в журнале нет, поэтому результаты закрыты. Откроются, когда его отметят.",
    clash: "О согласии две разные отметки. Результаты закрыты, пока не выбрана одна из них.",
    refused: (day: string) =>
      `Семья не дала согласия, это её право. Результаты закрыты, и ${day} сервер их сотрёт.`,
    withdrawn: (day: string) =>
      `Семья отозвала согласие, это её право. Результаты закрыты, и ${day} сервер их сотрёт.`,
  },
  toConsents: "Согласия класса",

  speaks: {
    interests: {
      one: (name: string) => `Тебе интереснее всего: ${name}.`,
      several: (names: string) => `Тебе одинаково интересны: ${names}.`,
      next: (names: string) => `Тоже интересно: ${names}.`,
      even: (names: string) =>
        `Несколько направлений интересны одинаково: ${names}. Так бывает: можно выбрать, что попробовать первым.`,
      low: "Пока ни одно направление не стало явно интереснее. Так бывает: интерес приходит, когда пробуешь.",
    },
    own: {
      one: (name: string) => `Выше остальных: ${name}.`,
      several: (names: string) => `Выше остальных, поровну: ${names}.`,
      next: (names: string) => `Дальше: ${names}.`,
      even: (names: string) => `Поровну: ${names}.`,
      low: "Ничто не стоит явно выше.",
    },
  } satisfies Record<Exclude<Subject, "readiness">, LeaderWords>,
  sideBySide: "Шкалы говорят о разном: прочитай каждую отдельно и выбери, с чего начать.",
  unfinished: (answered: number, of: number) =>
    `Не закончено: отвечено ${answered} из ${of}. По части ответов выводов не делаем и ни с чем не сравниваем.`,
  notVerdict: {
    interests:
      "Это рассказ о том, что интересно сейчас. Не оценка и не приговор: умений не измеряет, профессию не назначает. Через год ответы могут быть другими.",
    readiness:
      "Это рассказ о себе на сегодня. Не оценка и не приговор: о пригодности к профессии он ничего не говорит. Через полгода ответы могут быть другими.",
    own: "Это ответы на сегодня. Не оценка и не приговор: через год они могут быть другими.",
  } satisfies Record<Subject, string>,
  byBand: {
    "6-7": "В 6–7 классе по этому выбирают, что попробовать и какие предметы узнать глубже.",
    "8-9": "В 8–9 классе это помогает подумать о профиле и о пути после девятого класса.",
    "10-11": "В 10–11 классе это помогает выбрать экзамены и направление учёбы.",
  } satisfies Record<Band, string>,
  age: {
    fits: () => "",
    "too-young": (grades: string, grade: number) =>
      `Методика рассчитана на ${grades}, а это ${grade}-й: некоторые слова могли быть непонятны, читайте осторожно.`,
    "too-old": (grades: string, grade: number) =>
      `Методика рассчитана на ${grades}, а это ${grade}-й: некоторые вопросы могли показаться детскими.`,
  } satisfies Record<AgeFit, (grades: string, grade: number) => string>,
  grades: (from: number, to: number) =>
    from === to ? `${from}-й класс` : `${from}–${to}-е классы`,

  table: {
    label: "Профиль по шкалам",
    place: "Место",
    places: (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`),
    scale: "Шкала",
    chart: "Балл на шкале",
    score: "Балл",
    scored: (score: number, min: number, max: number) =>
      min === 0 ? `${score} из ${max}` : `${signed(score)} (от ${signed(min)} до ${signed(max)})`,
    tie: "поровну",
  },
  aboutInstrument: "Что это за методика",
  licence: "Лицензия",
  version: (version: number) => `версия ${version}`,
  missing: (code: string, version: number) =>
    `Методики «${code}» (версия ${version}) на этом планшете нет. Ответы целы: баллы появятся, когда методика сюда придёт.`,

  attempts: "Прохождения",
  taken: (day: string, minutes: number) =>
    `${day} · ${counted(minutes, "минута", "минуты", "минут")}`,
  finished: "закончено",
  notFinished: (answered: number, of: number) => `не закончено, ${answered} из ${of}`,
  inParts: (parts: number) => `в ${parts} приёма`,
  unknownInstrument: (code: string) => `Методика «${code}»`,

  change: {
    title: "Что изменилось",
    between: (from: string, to: string, days: string) => `${from} и ${to}, между ними ${days}`,
    first: "Это первое прохождение: сравнивать пока не с чем.",
    row: (before: number, after: number) => `${signed(before)} → ${signed(after)}`,
    turn: { up: "стало больше", down: "стало меньше", same: "почти так же" },
    nothing: "Заметных перемен нет.",
    leading: {
      same: "Впереди то же, что и раньше.",
      other: "Впереди теперь другое. Это тоже нормально: интересы меняются.",
    },
    rule: (swing: number) =>
      `Переменой считаем только то, чего не сделает один ответ: он сдвигает шкалу на величину до ${swing}. На трудный вопрос в другой день отвечают иначе, и это ещё не перемена.`,
    ipsative: "Шкалы делят одни и те же ответы: если одной досталось больше, другой меньше.",
    not: {
      unfinished: "Не сравниваем: одно из двух прохождений не закончено.",
      "another-instrument": "Не сравниваем: это разные методики, и баллы у них о разном.",
      "another-version":
        "Не сравниваем: методика с тех пор изменилась, вопросы или ключ уже не те. Каждый результат верен сам по себе.",
    },
  },

  sheet: {
    print: "Напечатать лист ученика",
    printAll: (count: number) =>
      `Напечатать листы: ${counted(count, "ученик", "ученика", "учеников")}`,
    title: "Мой результат",
    date: (day: string) => `Дата: ${day}`,
    instrument: (title: string) => `Методика: ${title}`,
    next: "Что я попробую дальше",
    until: "до какого числа",
    yours: "Этот лист твой. Показывать его или нет, решаешь ты.",
  },

  picture: {
    title: "Картина класса",
    back: "К диагностике",
    notDiagnostic: "Результаты бывают у диагностики, а это другое мероприятие.",
    noActivity: "Такой диагностики на планшете нет.",
    empty: "Никто ещё не проходил эту диагностику на планшете.",
    looks: "Как показать",
    forClass: "Классу, без имён",
    forTeacher: "Педагогу, с именами",
    finishedOf: (finished: number, of: number) => `Закончили ${finished} из ${of}`,
    unfinished: (count: number) => `не закончили ${count}`,
    notBegun: (count: number) => `не начинали ${count}`,
    lockedCount: (count: number) => `закрыто ${count}: нет действующего согласия`,
    leads: "На первом месте",
    leadsBy: (count: number) => `у ${counted(count, "ученика", "учеников", "учеников")}`,
    leadsNobody: "ни у кого",
    spread: "Баллы класса",
    spreadOf: (min: number, max: number) => `Баллы класса, от ${signed(min)} до ${signed(max)}`,
    dots: (count: number, min: string, max: string) =>
      `${counted(count, "точка", "точки", "точек")} от ${min} до ${max}`,
    half: (lower: string, upper: string, median: string) =>
      lower === upper
        ? `у половины ${median}`
        : `у половины от ${lower} до ${upper}, середина ${median}`,
    tieHint: "Если шкалы набрали поровну, ученик посчитан у каждой из них.",
    noLeader: (count: number) =>
      `Ничего не выделилось у ${counted(count, "ученика", "учеников", "учеников")}`,
    fewToShow:
      "Закончили меньше пяти: классу лучше не показывать, по точкам можно узнать, чьи они.",
    nobodyFinished: "Пока никто не закончил: картины нет.",
    severalVersions:
      "В этой диагностике разные методики или версии. Они стоят отдельно: смешивать их баллы нельзя.",
    who: "Кто проходил",
    whoFinished: "закончено",
    toGroups: "Группы для консультаций",
    byName: "По именам",
    whoUnfinished: "не закончено",
    whoNotBegun: "нет прохождения",
    signed,
  },

  export: {
    title: "Выгрузка",
    why: "Файл с именами: для педагога, не для пересылки.",
    xlsx: "Скачать XLSX",
    csv: "Скачать CSV",
    fileName: (classes: string, day: string) => `Результаты ${classes} ${day}`,
    downloaded: (name: string) => `Скачано: ${name}`,
    results: "Результаты",
    completeness: "Полнота",
    class: "Класс",
    last: "Фамилия",
    firstName: "Имя",
    middle: "Отчество",
    date: "Дата",
    instrument: "Методика",
    version: "Версия",
    state: "Закончено",
    yes: "да",
    no: (answered: number, of: number) => `нет, ${answered} из ${of}`,
    unknown: "методики нет на планшете",
    bandOf: (scale: string) => `${scale}: ступень`,
    first: "На первом месте",
    next: "Дальше",
    made: "Выгружено",
    data: "Данные",
    finished: "Закончили",
    of: "Всего в списке",
    locked: "Закрыто (нет действующего согласия)",
    notVerdict: "Что это",
  },

  pane: {
    title: "Результаты",
    locked: "Результаты закрыты: нет действующего согласия.",
  },
}

const en: SameKeys<typeof ru> = {
  title: "Results",
  of: (name) => `Results: ${name}`,
  none: "No results yet. They appear once a diagnostic has been taken on a tablet.",
  noPupil: "This pupil is not on the tablet. Perhaps the class was not appointed to you.",
  notYours:
    "Results by name are seen by the pupil and by the teacher who holds the class. They are not shown here.",
  locked: {
    missing:
      "There is no consent to the diagnostic in the journal, so the results are locked. They open once it is noted.",
    clash:
      "There are two different marks on the consent. The results are locked until one is chosen.",
    refused: (day) =>
      `The family did not consent, which is its right. The results are locked and the server erases them on ${day}.`,
    withdrawn: (day) =>
      `The family withdrew its consent, which is its right. The results are locked and the server erases them on ${day}.`,
  },
  toConsents: "Consents of the class",

  speaks: {
    interests: {
      one: (name) => `You are most interested in: ${name}.`,
      several: (names) => `You are equally interested in: ${names}.`,
      next: (names) => `Also of interest: ${names}.`,
      even: (names) =>
        `Several directions interest you equally: ${names}. That happens: choose which to try first.`,
      low: "No direction has become clearly more interesting yet. That happens: interest comes with trying.",
    },
    own: {
      one: (name) => `Higher than the rest: ${name}.`,
      several: (names) => `Higher than the rest, equally: ${names}.`,
      next: (names) => `Next: ${names}.`,
      even: (names) => `Equal: ${names}.`,
      low: "Nothing stands clearly higher.",
    },
  },
  sideBySide:
    "The scales speak of different things: read each by itself and choose where to begin.",
  unfinished: (answered, of) =>
    `Not finished: ${answered} of ${of} answered. Part of the answers allows no conclusion and no comparison.`,
  notVerdict: {
    interests:
      "This tells what interests you now. It is not a mark and not a verdict: it measures no skills and assigns no profession. In a year the answers may be different.",
    readiness:
      "This is what you say of yourself today. It is not a mark and not a verdict: it says nothing of fitness for a profession. In half a year the answers may be different.",
    own: "These are today’s answers. They are not a mark and not a verdict: in a year they may be different.",
  },
  byBand: {
    "6-7": "In grades 6–7 it helps to choose what to try and which subjects to learn more deeply.",
    "8-9": "In grades 8–9 it helps to think of a profile and of the way after grade 9.",
    "10-11": "In grades 10–11 it helps to choose exams and a direction of study.",
  },
  age: {
    fits: () => "",
    "too-young": (grades, grade) =>
      `The instrument is meant for ${grades} and this is grade ${grade}: some words may have been hard, read with care.`,
    "too-old": (grades, grade) =>
      `The instrument is meant for ${grades} and this is grade ${grade}: some questions may have seemed childish.`,
  },
  grades: (from, to) => (from === to ? `grade ${from}` : `grades ${from}–${to}`),

  table: {
    label: "Profile by scales",
    place: "Place",
    places: (from, to) => (from === to ? `${from}` : `${from}–${to}`),
    scale: "Scale",
    chart: "Score on the scale",
    score: "Score",
    scored: (score, min, max) =>
      min === 0 ? `${score} of ${max}` : `${signed(score)} (from ${signed(min)} to ${signed(max)})`,
    tie: "equal",
  },
  aboutInstrument: "About the instrument",
  licence: "Licence",
  version: (version) => `version ${version}`,
  missing: (code, version) =>
    `The instrument “${code}” (version ${version}) is not on this tablet. The answers are safe: the scores appear when the instrument arrives.`,

  attempts: "Sittings",
  taken: (day, minutes) => `${day} · ${countedEn(minutes, "minute", "minutes")}`,
  finished: "finished",
  notFinished: (answered, of) => `not finished, ${answered} of ${of}`,
  inParts: (parts) => `in ${parts} parts`,
  unknownInstrument: (code) => `Instrument “${code}”`,

  change: {
    title: "What has changed",
    between: (from, to, days) => `${from} and ${to}, ${days} apart`,
    first: "This is the first sitting: there is nothing to compare with yet.",
    row: (before, after) => `${signed(before)} → ${signed(after)}`,
    turn: { up: "higher", down: "lower", same: "about the same" },
    nothing: "There is no marked change.",
    leading: {
      same: "The same leads as before.",
      other: "Something else leads now. That is normal too: interests change.",
    },
    rule: (swing) =>
      `Only what one answer cannot do counts as a change: one answer moves a scale by up to ${swing}. On another day a hard question is answered otherwise, and that is no change yet.`,
    ipsative: "The scales share the same answers: where one has more, another has less.",
    not: {
      unfinished: "Not compared: one of the two sittings is not finished.",
      "another-instrument": "Not compared: these are different instruments.",
      "another-version":
        "Not compared: the instrument has changed since, its questions or key are not the same. Each result holds by itself.",
    },
  },

  sheet: {
    print: "Print the pupil’s sheet",
    printAll: (count) => `Print sheets: ${countedEn(count, "pupil", "pupils")}`,
    title: "My result",
    date: (day) => `Date: ${day}`,
    instrument: (title) => `Instrument: ${title}`,
    next: "What I will try next",
    until: "by what date",
    yours: "This sheet is yours. Whether to show it is for you to decide.",
  },

  picture: {
    title: "Picture of the class",
    back: "To the diagnostic",
    notDiagnostic: "Only a diagnostic has results, and this is another activity.",
    noActivity: "This diagnostic is not on the tablet.",
    empty: "Nobody has taken this diagnostic on a tablet yet.",
    looks: "How to show it",
    forClass: "To the class, without names",
    forTeacher: "To the teacher, with names",
    finishedOf: (finished, of) => `${finished} of ${of} finished`,
    unfinished: (count) => `${count} did not finish`,
    notBegun: (count) => `${count} have not begun`,
    lockedCount: (count) => `${count} locked: no consent in force`,
    leads: "In first place",
    leadsBy: (count) => `with ${countedEn(count, "pupil", "pupils")}`,
    leadsNobody: "with nobody",
    spread: "Scores of the class",
    spreadOf: (min, max) => `Scores of the class, ${signed(min)} to ${signed(max)}`,
    dots: (count, min, max) => `${countedEn(count, "dot", "dots")} from ${min} to ${max}`,
    half: (lower, upper, median) =>
      lower === upper
        ? `half have ${median}`
        : `half have from ${lower} to ${upper}, the middle is ${median}`,
    tieHint: "Where scales are equal, the pupil is counted with each of them.",
    noLeader: (count) => `Nothing stands out with ${countedEn(count, "pupil", "pupils")}`,
    fewToShow:
      "Fewer than five finished: better not shown to the class, the dots could be recognised.",
    nobodyFinished: "Nobody has finished yet: there is no picture.",
    severalVersions:
      "This diagnostic has several instruments or versions. They stand apart: their scores must not be mixed.",
    who: "Who took it",
    whoFinished: "finished",
    toGroups: "Groups for consultations",
    byName: "By name",
    whoUnfinished: "not finished",
    whoNotBegun: "not taken",
    signed,
  },

  export: {
    title: "Export",
    why: "A file with names: for the teacher, not for sending on.",
    xlsx: "Download XLSX",
    csv: "Download CSV",
    fileName: (classes, day) => `Results ${classes} ${day}`,
    downloaded: (name) => `Downloaded: ${name}`,
    results: "Results",
    completeness: "Completeness",
    class: "Class",
    last: "Surname",
    firstName: "First name",
    middle: "Patronymic",
    date: "Date",
    instrument: "Instrument",
    version: "Version",
    state: "Finished",
    yes: "yes",
    no: (answered, of) => `no, ${answered} of ${of}`,
    unknown: "the instrument is not on the tablet",
    bandOf: (scale) => `${scale}: band`,
    first: "In first place",
    next: "Next",
    made: "Exported",
    data: "Data",
    finished: "Finished",
    of: "In the list",
    locked: "Locked (no consent in force)",
    notVerdict: "What it is",
  },

  pane: {
    title: "Results",
    locked: "The results are locked: no consent in force.",
  },
}

export const resultWords = pair(ru, en)
