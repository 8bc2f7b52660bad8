import type { DateFault } from "#/domain/season.ts"

import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

/** The season: its steps, their dates and how far every class is. */
const ru = {
  title: "Сезон",
  steps: "Шаги",
  done: (done: number, total: number) => `пройдено ${done} из ${total}`,
  state: {
    done: "пройден",
    now: "идёт",
    overdue: "срок прошёл",
    ahead: "впереди",
    skipped: "обходимся без него",
    paper: "на бумаге",
  },
  daysLeft: (days: string) => `осталось ${days}`,
  lastDay: "последний день сегодня",
  heldIn: (held: number, of: number) =>
    `провели в ${counted(held, "классе", "классах", "классах")} из ${of}`,
  noneHeld: "пока нигде не проводили",
  allHeld: "провели во всех классах",
  notPlanned: (count: number) => `без плана ${counted(count, "класс", "класса", "классов")}`,
  plannedOn: (day: string) => `в плане на ${day}`,
  heldOn: (day: string) => `проведено ${day}`,
  nothingYet: "ещё не в плане",
  grades: (from: number, to: number) => `${from}–${to} классы`,
  plan: "Запланировать",
  more: (step: string) => `${step}: ещё`,
  changeDates: "Изменить даты",
  skip: "Обойтись без этого шага",
  unskip: "Вернуть шаг в сезон",
  resetStep: "Вернуть даты сезона",
  closeDates: "Готово",
  from: "Начало",
  due: "Последний день",
  fault: {
    "ends-before-start": "Последний день раньше начала.",
    "outside-season": "Эти даты целиком вне сезона: проверьте месяц и год.",
  } satisfies Record<DateFault, string>,
  noDay: "Укажите день.",
  datesSaved: (step: string, range: string) => `${step}: ${range}`,
  skipped: (step: string) => `${step}: обходимся без него`,
  unskipped: (step: string) => `${step}: снова в сезоне`,

  byClass: "По классам",
  byClassHint: "учеников прошло",
  schoolClass: "Класс",
  ofPupils: (done: number, of: number) => `${done} из ${of}`,
  notRequired: "не нужен",
  noClasses: "Классов пока нет: загрузите список, и здесь будет видно, кто на каком шаге.",
  load: "Загрузить список",

  schoolEvents: "Взрослые и навигатор",
  people: (count: number) => counted(count, "человек", "человека", "человек"),

  preset: "Какой сезон",
  presetDetail: {
    "2021": "13 сентября – 30 ноября, по письму о «Билете в будущее»",
    "rmg-2026-27": "«Россия — мои горизонты», по четвергам, сентябрь – май",
  },
  chosen: (season: string) => `${season} выбран`,
  start: "Начало сезона",
  end: "Конец сезона",
  resetAll: "Вернуть исходные даты",
  resetDone: "Даты сезона возвращены к исходным",
  readOnly: "Даты меняют директор и педагог-навигатор.",

  attempts: {
    title: "Повторная диагностика",
    about:
      "Сколько раз и как часто ученик проходит одну методику. Общего правила нет, решает школа.",
    attempts: "Раз за сезон",
    daysBetween: "Дней между прохождениями",
    hint: "Пусто — без ограничения",
    fault: (max: number) => `Напишите целое число от 1 до ${max} или оставьте поле пустым.`,
    saved: {
      attempts: {
        none: "Число прохождений не ограничено",
        some: (count: number) =>
          `За сезон ${counted(count, "прохождение", "прохождения", "прохождений")}`,
      },
      daysBetween: {
        none: "Пауза между прохождениями не задана",
        some: (count: number) => `Между прохождениями ${counted(count, "день", "дня", "дней")}`,
      },
    },
  },
}

const en: SameKeys<typeof ru> = {
  title: "Season",
  steps: "Steps",
  done: (done, total) => `${done} of ${total} done`,
  state: {
    done: "done",
    now: "now",
    overdue: "overdue",
    ahead: "ahead",
    skipped: "left out",
    paper: "on paper",
  },
  daysLeft: (days) => `${days} left`,
  lastDay: "today is the last day",
  heldIn: (held, of) => `held in ${held} of ${countedEn(of, "class", "classes")}`,
  noneHeld: "not held anywhere yet",
  allHeld: "held in all classes",
  notPlanned: (count) => `${countedEn(count, "class", "classes")} without a plan`,
  plannedOn: (day) => `planned on ${day}`,
  heldOn: (day) => `held on ${day}`,
  nothingYet: "not planned yet",
  grades: (from, to) => `grades ${from}–${to}`,
  plan: "Plan",
  more: (step) => `${step}: more`,
  changeDates: "Change the dates",
  skip: "Leave this step out",
  unskip: "Bring the step back",
  resetStep: "Back to the season’s dates",
  closeDates: "Done",
  from: "Begins",
  due: "Last day",
  fault: {
    "ends-before-start": "The last day is before the first.",
    "outside-season": "These dates lie wholly outside the season: check the month and year.",
  },
  noDay: "Give the day.",
  datesSaved: (step, range) => `${step}: ${range}`,
  skipped: (step) => `${step}: left out`,
  unskipped: (step) => `${step}: in the season again`,

  byClass: "By class",
  byClassHint: "pupils done",
  schoolClass: "Class",
  ofPupils: (done, of) => `${done} of ${of}`,
  notRequired: "not needed",
  noClasses: "There are no classes yet: load a list to see who is at which step.",
  load: "Load a class list",

  schoolEvents: "Adults and the navigator",
  people: (count) => countedEn(count, "person", "people"),

  preset: "Which season",
  presetDetail: {
    "2021": "13 September – 30 November, by the letter on “Ticket to the Future”",
    "rmg-2026-27": "“Russia — My Horizons”, on Thursdays, September to May",
  },
  chosen: (season) => `${season} chosen`,
  start: "Season begins",
  end: "Season ends",
  resetAll: "Back to the original dates",
  resetDone: "The season has its original dates again",
  readOnly: "Dates are changed by the head and the navigator.",

  attempts: {
    title: "Taking a diagnostic again",
    about: "How often a pupil takes one instrument. There is no common rule, the school decides.",
    attempts: "Times a season",
    daysBetween: "Days between two times",
    hint: "Empty is no limit",
    fault: (max) => `Write a whole number from 1 to ${max}, or leave the field empty.`,
    saved: {
      attempts: {
        none: "No limit to the number of times",
        some: (count) => `${countedEn(count, "time", "times")} a season`,
      },
      daysBetween: {
        none: "No days between two times",
        some: (count) => `${countedEn(count, "day", "days")} between two times`,
      },
    },
  },
}

export const seasonWords = pair(ru, en)
