import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

const pupilsRu = (count: number): string => counted(count, "ученик", "ученика", "учеников")
const pupilsEn = (count: number): string => countedEn(count, "pupil", "pupils")
const yearRu = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, "0")}`

/** «Хранение»: how long names are kept, taking them away, and the papers about it. */
const ru = {
  title: "Хранение",
  sub: "сколько хранятся имена и как их стереть",
  link: "Хранение и удаление имён",
  linkDetail: "обезличить прошлый год, стереть ученика, напечатать акт",
  loading: "Спрашиваем сервер…",
  onlyHead: "Раздел для директора: здесь стирают имена, когда они больше не нужны.",
  keep: {
    title: "Сколько хранить",
    label: "Дней после конца сезона",
    hint: "Закон даёт 30 дней после того, как цель достигнута (152-ФЗ, ст. 21).",
    bad: "Напишите число дней от 0 до 3650.",
    save: "Сохранить",
    saved: (days: number) => `Имена хранятся ${counted(days, "день", "дня", "дней")} после сезона`,
  },
  years: {
    title: "Учебные годы",
    none: "Имён прошлых лет нет.",
    year: yearRu,
    open: (pupils: number, lastDay: string) => `${pupilsRu(pupils)}; сезон кончился ${lastDay}`,
    closed: (pupils: number, from: string) => `${pupilsRu(pupils)}; можно стереть с ${from}`,
    act: (year: number) => `Обезличить ${yearRu(year)}`,
    what: "Вместо имён учеников этих классов встанут номера, даты рождения, заметки к урокам и память загрузок сотрутся — на сервере сразу, на планшетах при следующей связи. Кто в чём участвовал, останется числами. Те, кто перешёл в следующий класс, сохраняются. Вернуть имена нельзя.",
    doing: "Обезличиваем…",
    done: (pupils: number) => `Обезличено: ${pupilsRu(pupils)}`,
    early: (from: string) => `Рано: имена нужны до ${from}.`,
  },
  pupil: {
    title: "Стереть ученика",
    open: "Стереть имя навсегда",
    what: "Имя, отчество и дата рождения сотрутся из списков, из истории и из памяти загрузок — на сервере сразу, на планшетах при следующей связи, и после восстановления из копии тоже. Отметки останутся числами. Вернуть нельзя.",
    act: (name: string) => `Стереть: ${name}`,
    doing: "Стираем…",
    done: "Имя стёрто.",
    notes: (count: number) =>
      `Фамилия осталась в заметках: ${counted(count, "урок", "урока", "уроков")}. Заметки пишут люди, поэтому посмотрите сами:`,
    note: (number: number) => `Заметка ${number}`,
    absent: "Такого ученика на планшете нет.",
    back: "Хранение",
  },
  withdrawn: {
    title: "Согласие отозвано",
    why: "Ответы и рекомендации уже никому не показываются. В этот день сервер сотрёт их сам (152-ФЗ, ст. 21), если согласия снова не будет.",
    on: (day: string) => `сотрутся ${day}`,
    someone: "Ученик, которого на этом планшете нет",
  },
  past: {
    title: "Что стёрто",
    none: "Ещё ничего не стирали.",
    year: (year: number, pupils: number) => `${yearRu(year)}: ${pupilsRu(pupils)}`,
    one: "1 ученик, по просьбе",
    results: "Ответы и рекомендации 1 ученика: согласие отозвано",
    tablets: (cleared: number, all: number) => `забыли ${cleared} из ${all} планшетов`,
    waiting: (cleared: number, all: number) =>
      `забыли ${cleared} из ${all} планшетов, остальные забудут при следующей связи`,
    print: "Напечатать акт",
  },
  stepUp: "Сначала код второго фактора.",
  failure: {
    offline: "Нет связи. Стирает сервер, поэтому нужна связь.",
    unreachable: "Сервер не отвечает. Ничего не стёрто; повторите, когда он ответит.",
    portal:
      "Вместо сервера ответила чужая страница: вход в вайфай или школьный фильтр. Войдите в сеть и повторите.",
    "signed-out": "Вход закончился. Войдите снова и повторите.",
    "step-up": "Сначала подтвердите, что это вы: код из приложения на телефоне.",
    forbidden: "Это может только директор школы.",
    broken: "Сервер не смог этого сделать. Ничего не стёрто.",
  },
  act: {
    title: "Акт об уничтожении персональных данных",
    operator: (school: string) => `Оператор: ${school}`,
    place: "Информационная система: Бортжурнал (журнал педагога-навигатора)",
    data: "Категории данных: фамилия, имя, отчество, дата рождения, заметки педагога; ответы в диагностиках и рекомендации",
    way: "Способ: стирание из базы данных сервера и с планшетов, замена номером без возможности восстановления",
    reason: {
      year: "достижение цели обработки, конец сезона",
      pupil: "обращение субъекта",
      results: "отзыв согласия",
    },
    columns: {
      when: "Дата и время",
      who: "Чьи данные",
      reason: "Причина",
      tablets: "Планшеты",
    },
    log: "Выписка из журнала событий информационной системы:",
    printed: (when: string) => `Напечатано ${when}`,
    signature: "Подпись",
    name: "Фамилия, инициалы",
    commission: ["Председатель комиссии", "Член комиссии", "Член комиссии"],
    copies:
      "Резервные копии сервера, сделанные раньше, хранят стёртое до своего срока; при восстановлении из них стирание повторяется само.",
  },
}

const en: SameKeys<typeof ru> = {
  title: "Keeping",
  sub: "how long names are kept and how to erase them",
  link: "Keeping and erasing names",
  linkDetail: "depersonalise a past year, erase a pupil, print the record",
  loading: "Asking the server…",
  onlyHead: "For the head: here names are erased once they are no longer needed.",
  keep: {
    title: "How long",
    label: "Days after the end of the season",
    hint: "The law gives 30 days once the purpose is reached (152-FZ, art. 21).",
    bad: "Write a number of days from 0 to 3650.",
    save: "Save",
    saved: (days) => `Names are kept ${countedEn(days, "day", "days")} after the season`,
  },
  years: {
    title: "School years",
    none: "There are no names of past years.",
    year: yearRu,
    open: (pupils, lastDay) => `${pupilsEn(pupils)}; the season ended ${lastDay}`,
    closed: (pupils, from) => `${pupilsEn(pupils)}; may be erased from ${from}`,
    act: (year) => `Depersonalise ${yearRu(year)}`,
    what: "Numbers will stand for the names of these classes’ pupils; dates of birth, notes of lessons and the memory of imports will be erased — on the server at once, on tablets at their next contact. Who took part in what stays as counts. Those who moved on to the next class are kept. Names cannot be brought back.",
    doing: "Depersonalising…",
    done: (pupils) => `Depersonalised: ${pupilsEn(pupils)}`,
    early: (from) => `Too early: names are needed until ${from}.`,
  },
  pupil: {
    title: "Erase a pupil",
    open: "Erase the name for good",
    what: "First name, patronymic, surname and date of birth will be erased from lists, from the history and from the memory of imports — on the server at once, on tablets at their next contact, and after a restore from a copy too. Marks stay as counts. It cannot be undone.",
    act: (name) => `Erase: ${name}`,
    doing: "Erasing…",
    done: "The name is erased.",
    notes: (count) =>
      `The surname still stands in notes of ${countedEn(count, "lesson", "lessons")}. People write notes, so please look yourself:`,
    note: (number) => `Note ${number}`,
    absent: "There is no such pupil on this tablet.",
    back: "Keeping",
  },
  withdrawn: {
    title: "Consent withdrawn",
    why: "Answers and recommendations are shown to nobody any more. On this day the server erases them by itself (152-FZ, art. 21), unless there is a consent again.",
    on: (day) => `will be erased on ${day}`,
    someone: "A pupil who is not on this tablet",
  },
  past: {
    title: "What was erased",
    none: "Nothing was erased yet.",
    year: (year, pupils) => `${yearRu(year)}: ${pupilsEn(pupils)}`,
    one: "1 pupil, on request",
    results: "Answers and recommendations of 1 pupil: consent withdrawn",
    tablets: (cleared, all) => `${cleared} of ${all} tablets have forgotten`,
    waiting: (cleared, all) =>
      `${cleared} of ${all} tablets have forgotten, the others will at their next contact`,
    print: "Print the record",
  },
  stepUp: "A code of the second factor comes first.",
  failure: {
    offline: "No connection. The server does the erasing, so it is needed.",
    unreachable: "The server does not answer. Nothing was erased; try again when it does.",
    portal: "A foreign page answered instead of the server: sign in to the network and try again.",
    "signed-out": "The sign-in has ended. Sign in and try again.",
    "step-up": "Confirm first that it is you: the code from the app on your phone.",
    forbidden: "Only the head of the school can do this.",
    broken: "The server could not do it. Nothing was erased.",
  },
  act: {
    title: "Record of the destruction of personal data",
    operator: (school) => `Operator: ${school}`,
    place: "Information system: Bortzhurnal (logbook of navigator teachers)",
    data: "Categories of data: surname, first name, patronymic, date of birth, teacher’s notes; answers in diagnostics and recommendations",
    way: "Way: erased from the server’s database and from the tablets, replaced by a number that leads nowhere",
    reason: {
      year: "purpose reached, end of the season",
      pupil: "request of the person",
      results: "consent withdrawn",
    },
    columns: { when: "Date and time", who: "Whose data", reason: "Reason", tablets: "Tablets" },
    log: "Extract from the system’s log of events:",
    printed: (when) => `Printed ${when}`,
    signature: "Signature",
    name: "Name",
    commission: ["Chair of the commission", "Member", "Member"],
    copies:
      "Backups made earlier keep what was erased until their own end; after a restore from one the erasure is repeated by itself.",
  },
}

export const retentionWords = pair(ru, en)
