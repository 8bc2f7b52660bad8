import { pair, type SameKeys } from "./pair.ts"

/** The head's card about the city: which one sees the school's counts, joining it and leaving. */
const ru = {
  title: "Свод города",
  none: "Школа ни к какому городу не присоединена: чисел о ней не видит никто, кроме вас.",
  what: "Координатор увидит только числа по шагам и параллелям. Имён учеников и педагогов в своде нет, числа меньше пяти скрыты.",
  code: "Код от координатора",
  codeExample: "Например, ACEH-KMPT-XY23",
  look: "Проверить код",
  joins: (name: string) => `Этот код от города: ${name}.`,
  join: (name: string) => `Присоединить школу: ${name}`,
  another: "Другой код",
  since: (name: string, day: string) => `${name} видит числа школы с ${day}.`,
  leave: "Выйти из свода",
  leaveWhy: "С этой минуты город не получит о школе ничего. Вернуться можно по коду.",
  removed: (day: string) =>
    `${day} координатор убрал школу из города. Всё записанное осталось у вас, чисел город больше не получает.`,
  left: (name: string) => `Школа вышла из свода: ${name}`,
  joined: (name: string) => `Школа присоединена: ${name}`,
  failure: {
    unknown: "Такого кода нет. Проверьте знаки или попросите новый.",
    expired: "Срок кода кончился: попросите у координатора новый.",
    offline: "Нет связи. Присоединиться можно, когда она будет.",
    broken: "Сервер не смог этого сделать. Повторите чуть позже.",
  },
}

const en: SameKeys<typeof ru> = {
  title: "The city’s summary",
  none: "The school has joined no city: nobody but you sees its counts.",
  what: "The coordinator will see counts by step and grade only. There are no names of pupils or teachers in the summary, and numbers under five are hidden.",
  code: "Code from the coordinator",
  codeExample: "For example, ACEH-KMPT-XY23",
  look: "Check the code",
  joins: (name) => `This code is from the city ${name}.`,
  join: (name) => `Join the school to ${name}`,
  another: "Another code",
  since: (name, day) => `${name} has seen the school’s counts since ${day}.`,
  leave: "Leave the summary",
  leaveWhy: "From that moment the city gets nothing about the school. A code brings it back.",
  removed: (day) =>
    `On ${day} a coordinator took the school out of the city. You keep all that is written; the city gets no counts any more.`,
  left: (name) => `The school has left the summary of ${name}`,
  joined: (name) => `The school has joined ${name}`,
  failure: {
    unknown: "There is no such code. Check the signs or ask for a new one.",
    expired: "This code is over: ask the coordinator for a new one.",
    offline: "No connection. Joining works once there is one.",
    broken: "The server could not do this. Try again a little later.",
  },
}

export const schoolAreaWords = pair(ru, en)
