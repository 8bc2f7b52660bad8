import type { MaySit } from "#/domain/attempts.ts"
import type { SessionState } from "#/domain/diagnostic-session.ts"
import type { OverNorm } from "#/domain/tablet-norms.ts"

import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn, plural } from "./plural.ts"

type Kind = SessionState["kind"]
type WhyNot = Exclude<MaySit["kind"], "open" | "continues">

const minutesRu = (count: number): string => `${count} мин`
const minutesEn = (count: number): string => `${count} min`

/** The session of a diagnostic as the teacher sees it. No word blames a pupil, and none calls a refusal a fault. */
const ru = {
  list: "Кто проходит",
  live: {
    label: "Сколько прошли",
    finished: (count: number, total: number) => `Закончили ${count} из ${total}`,
    scale: (count: number, total: number) => `${count} из ${total}`,
    counts: {
      finished: (count: number) => `закончили ${count}`,
      "in-progress": (count: number) => `проходят ${count}`,
      unfinished: (count: number) => `не закончили ${count}`,
      "not-started": (count: number) => `не начинали ${count}`,
      absent: (count: number) => `нет ${count}`,
      "no-consent": (count: number) => `без согласия ${count}`,
    } satisfies Record<Kind, (count: number) => string>,
  },
  state: {
    finished: { m: "Закончил", f: "Закончила", unknown: "До конца" },
    "in-progress": { m: "Проходит", f: "Проходит", unknown: "Проходит" },
    unfinished: { m: "Не закончил", f: "Не закончила", unknown: "Не до конца" },
    "not-started": { m: "Не начинал", f: "Не начинала", unknown: "Не начато" },
    absent: { m: "Нет", f: "Нет", unknown: "Нет" },
    "no-consent": { m: "Без согласия", f: "Без согласия", unknown: "Без согласия" },
  } satisfies Record<Kind, Record<"m" | "f" | "unknown", string>>,
  away: { absent: "", excused: "уваж. причина", refused: "отказ" },
  progress: (answered: number, of: number) => `${answered} из ${of}`,
  minutes: minutesRu,
  turn: (turn: number) => `${turn}-й раз`,
  byMark: "по отметке",
  mayFrom: (day: string) => `дальше с ${day}`,
  over: {
    day: (minutes: number, max: number) => `за день ${minutesRu(minutes)}, норма ${max}`,
    lesson: (minutes: number, max: number) => `за урок ${minutesRu(minutes)}, норма ${max}`,
    continuous: (minutes: number, max: number) => `подряд ${minutesRu(minutes)}, норма ${max}`,
  } satisfies Record<OverNorm["of"], (minutes: number, max: number) => string>,
  more: (name: string) => `${name}: ещё`,

  instrument: "Методика",
  takes: "Сколько идёт",
  stage: "Прохождение",
  norm: "Нормы для планшета",
  norms: (rule: {
    readonly perDay: number
    readonly perLesson: number
    readonly continuous: number | undefined
  }) =>
    [
      `в день ${minutesRu(rule.perDay)}`,
      `за урок ${rule.perLesson}`,
      ...(rule.continuous === undefined ? [] : [`подряд ${rule.continuous}`]),
    ].join(", "),
  normInForce: (until: string) =>
    `СП 2.4.3648-20, действует до ${until}. Журнал только напоминает.`,
  normLastKnown: (until: string) =>
    `Новая норма журналу не известна. Показана прежняя, СП 2.4.3648-20: она действовала до ${until}.`,
  awayList: "Кого не было",
  nobodyAway: "Все на месте.",
  againList: "Кому продолжить",
  nobodyAgain: "Незаконченных нет.",
  toBegin: "с начала",
  againOf: (name: string, detail: string) => (detail === "" ? name : `${name} (${detail})`),
  notHere:
    "Методики нет на этом планшете. Подключитесь к сети, чтобы получить её, или выберите другую.",

  takeBack: "Проходил другой ученик: убрать",
  tookBack: (name: string) => `Прохождение убрано: ${name}`,
  give: "Проходил другой ученик: отдать ему",
  giving: {
    title: "Чьё это прохождение?",
    text: (name: string) =>
      `Сейчас записано на: ${name}. Выберите, кто проходил на самом деле: ответы перейдут к нему.`,
    nobody: "Отдать некому: у остальных нет согласия или они уже прошли сами.",
    stay: "Оставить как есть",
  },
  gave: (to: string) => `Прохождение передано: ${to}`,
  pupilHistory: "История отметок",

  hand: {
    open: "Дать планшет ученикам",
    back: "Вернуть планшет ученикам",
    end: "Закончить тест на этом планшете",
    ended: "Тест на этом планшете закончен. Ответы в журнале.",
    takenIn: (count: number) =>
      `В журнал ${plural(count, "добавлено", "добавлены", "добавлены")} ${counted(count, "прохождение", "прохождения", "прохождений")}`,
    stands: "Планшет отдан ученикам. Пока тест не закончен, они могут вернуться к нему.",
    standsElsewhere: "Планшет ещё отдан ученикам для другой диагностики.",
    toOther: "Открыть её",
    standsOther:
      "На этом планшете не закончен тест другого учителя. Закончить его может только он, со своим PIN.",
    title: "Кто проходит сейчас",
    nobody: "Никто не отмечен",
    all: "Отметить всех, кто может",
    none: "Снять все",
    go: (count: number) => `Отдать планшет: ${counted(count, "ученик", "ученика", "учеников")}`,
    cancel: "Не сейчас",
    pickBy: "Как ученик находит себя",
    names: "По имени",
    namesDetail: "Имя и первая буква фамилии",
    tickets: "По номеру",
    ticketsDetail: "На экране только номера, список имён у вас",
    printTickets: "Напечатать номера",
    language: "Язык вопросов",
    languages: { ru: "Русский", en: "English" },
    tablets: "Сколько планшетов в классе",
    tabletsHint:
      "Откройте эту диагностику на каждом и выберите его номер: список разделится поровну.",
    thisTablet: "Этот планшет",
    tabletNo: (no: number) => `№ ${no}`,
    wrongGrades: (grade: number, from: number, to: number) =>
      `Методика для ${from}–${to} классов, а класс ${grade}-й: вопросы могут не подойти по возрасту.`,
    longer: (minutes: number, max: number) =>
      `Методика займёт от ${minutesRu(minutes)}, а подряд за планшетом не больше ${max}: сделайте перерыв для глаз.`,
    inParts: "Методика длинная: её проходят за два дня. Журнал сам остановит ученика на середине.",
    noPin: "Без PIN планшет отдавать нельзя: ученик откроет журнал.",
    setPin: "Задать PIN",
    notStored: "Приложение ещё не сохранено на планшете. Без сети тест может не открыться.",
    full: "На планшете кончилось место: ответы могут не сохраниться. Освободите место и попробуйте снова.",
    toStorage: "Что занимает место",
    practice:
      "В учебном классе планшет ученикам не отдают: у него нет PIN. Так тест выглядит перед началом.",
    aside: (name: string, why: string) =>
      `Прохождение отложено: ${name}. ${why} Ответы запечатаны и войдут в журнал, когда согласие будет.`,
    eraseAside: "Стереть ответы",
    erased: (name: string) => `Ответы стёрты: ${name}`,
    may: {
      "no-consent": () => "без согласия не диагностируют",
      absent: () => "нет на уроке",
      "already-finished": () => "уже прошли этот тест",
      "attempts-used-up": (told: string) => `уже ${told} за сезон, больше не положено`,
      "too-soon": (told: string) => `рано: можно с ${told}`,
    } satisfies Record<WhyNot, (told: string) => string>,
    times: (count: number) => counted(count, "раз", "раза", "раз"),
    continues: (answered: number, of: number) => `продолжит: ${answered} из ${of}`,
    running: "сейчас проходит на этом планшете",
    dayFull: (minutes: number, max: number) =>
      `сегодня за планшетом ${minutesRu(minutes)}, с тестом будет больше нормы ${max}`,
  },
  /** On «Сегодня», before it begins. */
  before: {
    consents: (count: number) =>
      `Без согласия не диагностируют. Бумаги ещё нет у ${counted(count, "ученика", "учеников", "учеников")}.`,
    toConsents: "Согласия",
    noneChosen: "Методика ещё не выбрана.",
    notHere: "Выбранной методики нет на этом планшете.",
    choose: "Выбрать методику",
  },
  tickets: {
    title: "Номера для теста",
    hint: "Для учителя. Ученикам называйте только номер.",
    no: "№",
    pupil: "Ученик",
    tablet: "Планшет",
  },
}

const en: SameKeys<typeof ru> = {
  list: "Who takes it",
  live: {
    label: "How many took it",
    finished: (count, total) => `Finished ${count} of ${total}`,
    scale: (count, total) => `${count} of ${total}`,
    counts: {
      finished: (count) => `finished ${count}`,
      "in-progress": (count) => `at it ${count}`,
      unfinished: (count) => `unfinished ${count}`,
      "not-started": (count) => `not begun ${count}`,
      absent: (count) => `away ${count}`,
      "no-consent": (count) => `without consent ${count}`,
    },
  },
  state: {
    finished: { m: "Finished", f: "Finished", unknown: "Finished" },
    "in-progress": { m: "At it", f: "At it", unknown: "At it" },
    unfinished: { m: "Unfinished", f: "Unfinished", unknown: "Unfinished" },
    "not-started": { m: "Not begun", f: "Not begun", unknown: "Not begun" },
    absent: { m: "Away", f: "Away", unknown: "Away" },
    "no-consent": { m: "No consent", f: "No consent", unknown: "No consent" },
  },
  away: { absent: "", excused: "excused", refused: "declined" },
  progress: (answered, of) => `${answered} of ${of}`,
  minutes: minutesEn,
  turn: (turn) => `time no. ${turn}`,
  byMark: "by the mark",
  mayFrom: (day) => `on from ${day}`,
  over: {
    day: (minutes, max) => `${minutesEn(minutes)} today, norm ${max}`,
    lesson: (minutes, max) => `${minutesEn(minutes)} in the lesson, norm ${max}`,
    continuous: (minutes, max) => `${minutesEn(minutes)} on end, norm ${max}`,
  },
  more: (name) => `${name}: more`,

  instrument: "Instrument",
  takes: "It takes",
  stage: "Sitting",
  norm: "Norms for tablets",
  norms: (rule) =>
    [
      `${minutesEn(rule.perDay)} a day`,
      `${rule.perLesson} a lesson`,
      ...(rule.continuous === undefined ? [] : [`${rule.continuous} on end`]),
    ].join(", "),
  normInForce: (until) => `SP 2.4.3648-20, in force until ${until}. The journal only reminds.`,
  normLastKnown: (until) =>
    `No newer norm is known to the journal. The former one is shown, SP 2.4.3648-20: it was in force until ${until}.`,
  awayList: "Who was away",
  nobodyAway: "Everybody is here.",
  againList: "Who goes on later",
  nobodyAgain: "Nobody is unfinished.",
  toBegin: "from the beginning",
  againOf: (name, detail) => (detail === "" ? name : `${name} (${detail})`),
  notHere: "The instrument is not on this tablet. Connect to fetch it, or choose another.",

  takeBack: "Another pupil took it: remove",
  tookBack: (name) => `Sitting removed: ${name}`,
  give: "Another pupil took it: give it over",
  giving: {
    title: "Whose sitting is it?",
    text: (name) =>
      `It is kept under: ${name}. Choose who really took it: the answers go over to that pupil.`,
    nobody: "Nobody to give it to: the others have no consent, or took it themselves.",
    stay: "Leave it as it is",
  },
  gave: (to) => `Sitting given to: ${to}`,
  pupilHistory: "History of marks",

  hand: {
    open: "Hand the tablet to pupils",
    back: "Give the tablet back to pupils",
    end: "End the test on this tablet",
    ended: "The test on this tablet has ended. The answers are in the journal.",
    takenIn: (count) => `${countedEn(count, "sitting", "sittings")} added to the journal`,
    stands: "The tablet is in the pupils’ hands. Until the test has ended they can go back to it.",
    standsElsewhere: "The tablet is still handed over for another diagnostic.",
    toOther: "Open it",
    standsOther:
      "A test of another teacher has not ended on this tablet. Only that teacher can end it, with the own PIN.",
    title: "Who sits now",
    nobody: "Nobody is ticked",
    all: "Tick all who may",
    none: "Untick all",
    go: (count) => `Hand over: ${countedEn(count, "pupil", "pupils")}`,
    cancel: "Not now",
    pickBy: "How pupils find themselves",
    names: "By name",
    namesDetail: "First name and the first letter of the surname",
    tickets: "By number",
    ticketsDetail: "Only numbers on the screen, you hold the list of names",
    printTickets: "Print the numbers",
    language: "Language of the questions",
    languages: { ru: "Русский", en: "English" },
    tablets: "How many tablets in class",
    tabletsHint: "Open this diagnostic on each and choose its number: the list is shared equally.",
    thisTablet: "This tablet",
    tabletNo: (no) => `No. ${no}`,
    wrongGrades: (grade, from, to) =>
      `The instrument is for grades ${from}–${to} and this is grade ${grade}: the questions may not fit the age.`,
    longer: (minutes, max) =>
      `The instrument takes ${minutesEn(minutes)} or more, and ${max} on end is the norm: make a break for the eyes.`,
    inParts: "The instrument is long: it is taken on two days. The journal stops pupils half-way.",
    noPin: "Without a PIN the tablet cannot be handed over: a pupil would open the journal.",
    setPin: "Set a PIN",
    notStored: "The app is not stored on the tablet yet. Without a network the test may not open.",
    full: "The tablet is full: answers might not be kept. Make room and try again.",
    toStorage: "What takes the room",
    practice:
      "In the practice class the tablet is not handed over: it has no PIN. This is how a test looks before it begins.",
    aside: (name, why) =>
      `A sitting is set aside: ${name}. ${why} The answers are sealed and come into the journal once there is a consent.`,
    eraseAside: "Erase the answers",
    erased: (name) => `Answers erased: ${name}`,
    may: {
      "no-consent": () => "no pupil is tested without a consent",
      absent: () => "not at the lesson",
      "already-finished": () => "has taken this test",
      "attempts-used-up": (told) => `${told} this season, no more is set`,
      "too-soon": (told) => `too soon: from ${told}`,
    },
    times: (count) => countedEn(count, "time", "times"),
    continues: (answered, of) => `goes on: ${answered} of ${of}`,
    running: "at this tablet now",
    dayFull: (minutes, max) =>
      `${minutesEn(minutes)} at tablets today; with the test more than the norm of ${max}`,
  },
  before: {
    consents: (count) =>
      `No pupil is tested without a consent. No paper yet of ${countedEn(count, "pupil", "pupils")}.`,
    toConsents: "Consents",
    noneChosen: "No instrument is chosen yet.",
    notHere: "The chosen instrument is not on this tablet.",
    choose: "Choose an instrument",
  },
  tickets: {
    title: "Numbers for the test",
    hint: "For the teacher. Tell pupils their number only.",
    no: "No.",
    pupil: "Pupil",
    tablet: "Tablet",
  },
}

export const sessionWords = pair(ru, en)
