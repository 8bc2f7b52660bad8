import { pair, type SameKeys } from "./pair.ts"

/** What the season consists of, as every screen calls it. */
const ru = {
  /** The whole name, as a title. */
  kind: {
    lesson: "Всероссийский профориентационный урок",
    diagnostic: "Онлайн-диагностика",
    consultation: "Групповая консультация",
    exhibition: "Мультимедийная выставка",
    trial: "Профессиональная проба",
    parents: "Мероприятие для родителей",
    teachers: "Мероприятие для педагогов",
    training: "Программа повышения квалификации",
  },
  /** As wide as a column of a matrix. */
  kindShort: {
    lesson: "Урок",
    diagnostic: "Диагн.",
    consultation: "Консульт.",
    exhibition: "Выставка",
    trial: "Проба",
    parents: "Родители",
    teachers: "Педагоги",
    training: "Курс",
  },
  /** One whole word for a list: «7Б · Диагностика». */
  kindName: {
    lesson: "Урок",
    diagnostic: "Диагностика",
    consultation: "Консультация",
    exhibition: "Выставка",
    trial: "Профпроба",
    parents: "Для родителей",
    teachers: "Для педагогов",
    training: "Курс навигатора",
  },
  /** Inside a sentence: «8А, урок 16 ноября». */
  kindInText: {
    lesson: "урок",
    diagnostic: "диагностика",
    consultation: "консультация",
    exhibition: "выставка",
    trial: "профпроба",
    parents: "мероприятие для родителей",
    teachers: "мероприятие для педагогов",
    training: "курс навигатора",
  },
  status: {
    planned: "запланировано",
    held: "проведено",
    cancelled: "отменено",
  },
  /** Steps of a season by their codes. */
  step: {
    training: "Программа повышения квалификации",
    consents: "Согласия",
    lesson: "Профориентационный урок",
    diagnostic: "Онлайн-диагностика",
    consultation: "Групповая консультация",
    exhibition: "Мультимедийная выставка",
    trial: "Профессиональная проба",
    parents: "Мероприятия для родителей",
    teachers: "Мероприятия для педагогов",
  },
  /** The heading of a column of the matrix. */
  stepShort: {
    training: "Курс",
    consents: "Согласия",
    lesson: "Урок",
    diagnostic: "Диагн.",
    consultation: "Консульт.",
    exhibition: "Выставка",
    trial: "Проба",
    parents: "Родители",
    teachers: "Педагоги",
  },
  /** A step that this version does not know by name. */
  otherStep: "Шаг сезона",
  /** Seasons by their codes. */
  season: {
    "2021": "Сезон 2021",
    "rmg-2026-27": "РМГ 2026/27",
  },
  otherSeason: "Сезон",
  mode: {
    school: "в школе",
    partner: "на площадке партнёра",
    online: "онлайн",
  },
  stage: {
    first: "первая",
    repeat: "повторная",
    final: "итоговая",
  },
}

const en: SameKeys<typeof ru> = {
  kind: {
    lesson: "All-Russian career lesson",
    diagnostic: "Online diagnostic",
    consultation: "Group consultation",
    exhibition: "Multimedia exhibition",
    trial: "Professional trial",
    parents: "Event for parents",
    teachers: "Event for teachers",
    training: "Training course of the navigator",
  },
  kindShort: {
    lesson: "Lesson",
    diagnostic: "Diagn.",
    consultation: "Consult.",
    exhibition: "Exhib.",
    trial: "Trial",
    parents: "Parents",
    teachers: "Teachers",
    training: "Course",
  },
  kindName: {
    lesson: "Lesson",
    diagnostic: "Diagnostic",
    consultation: "Consultation",
    exhibition: "Exhibition",
    trial: "Trial",
    parents: "For parents",
    teachers: "For teachers",
    training: "Navigator’s course",
  },
  kindInText: {
    lesson: "lesson",
    diagnostic: "diagnostic",
    consultation: "consultation",
    exhibition: "exhibition",
    trial: "trial",
    parents: "event for parents",
    teachers: "event for teachers",
    training: "navigator’s course",
  },
  status: {
    planned: "planned",
    held: "held",
    cancelled: "cancelled",
  },
  step: {
    training: "Training course",
    consents: "Consents",
    lesson: "Career lesson",
    diagnostic: "Online diagnostic",
    consultation: "Group consultation",
    exhibition: "Multimedia exhibition",
    trial: "Professional trial",
    parents: "Events for parents",
    teachers: "Events for teachers",
  },
  stepShort: {
    training: "Course",
    consents: "Consents",
    lesson: "Lesson",
    diagnostic: "Diagn.",
    consultation: "Consult.",
    exhibition: "Exhib.",
    trial: "Trial",
    parents: "Parents",
    teachers: "Teachers",
  },
  otherStep: "Step of the season",
  season: {
    "2021": "Season 2021",
    "rmg-2026-27": "RMG 2026/27",
  },
  otherSeason: "Season",
  mode: {
    school: "at school",
    partner: "at a partner’s",
    online: "online",
  },
  stage: {
    first: "first",
    repeat: "repeated",
    final: "final",
  },
}

export const activityWords = pair(ru, en)

type ActivityWords = (typeof activityWords)["ru"]

function named(names: Readonly<Record<string, string>>, code: string, otherwise: string): string {
  return Object.hasOwn(names, code) ? (names[code] ?? otherwise) : otherwise
}

/** The name of a step by its code, of which a newer app may have more. */
export function stepName(words: ActivityWords, code: string): string {
  return named(words.step, code, words.otherStep)
}

export function stepShortName(words: ActivityWords, code: string): string {
  return named(words.stepShort, code, words.otherStep)
}

export function seasonName(words: ActivityWords, code: string): string {
  return named(words.season, code, words.otherSeason)
}
