import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"
import { sizeEn, sizeRu } from "./sizes.ts"

const classesRu = (count: number): string => counted(count, "класс", "класса", "классов")
const pupilsRu = (count: number): string => counted(count, "ученик", "ученика", "учеников")
const classesEn = (count: number): string => countedEn(count, "class", "classes")
const pupilsEn = (count: number): string => countedEn(count, "pupil", "pupils")

/** «Можно без сети?»: seven ticks, each with what to do when it is missing. */
const ru = {
  title: "Можно без сети?",
  sub: "Проверьте планшет там, где есть интернет, лучше накануне",
  ready: "Можно. Всё, что нужно на уроке, на планшете.",
  notReady: (count: number) =>
    `Ещё не всё: не хватает ${counted(count, "отметки", "отметок", "отметок")} из семи.`,
  checking: "Проверяем…",
  again: "Проверить ещё раз",
  offline: "Связи нет: списки, часы и версию сверим, когда она появится.",
  signedOut: "Вход на сервер кончился. Записи в сохранности; войдите, чтобы получить списки.",
  signIn: "Войти",
  factor: {
    missing:
      "Вход с кодом не заведён: без него не пригласить педагога и не стереть потерянный планшет. На урок без сети это не влияет.",
    set: "Завести код",
  },
  list: "Семь отметок",
  states: { yes: "готово", no: "не готово", unknown: "неизвестно" },
  lists: {
    name: "Списки классов",
    here: (classes: number, pupils: number) => `${classesRu(classes)}, ${pupilsRu(pupils)}`,
    of: (classes: number, pupils: number, when: string) =>
      `${classesRu(classes)}, ${pupilsRu(pupils)}; сверены ${when}`,
    none: "На планшете нет ни одного класса.",
    part: "Списки загрузились не до конца.",
    old: (when: string) => `Сверены ${when}: за это время в классах могли быть новенькие.`,
    never: "С сервером ещё не сверялись.",
    fetch: "Загрузить списки",
    bring: "Загрузить из файла",
  },
  materials: {
    name: "Уроки, чек-листы и методики",
    yes: "Сохранены целиком и откроются без сети.",
    no: "Сохранены не целиком: без сети откроется не всё.",
    missing: (count: number) =>
      `${counted(count, "диагностика", "диагностики", "диагностик")} в плане — по методике, которой на планшете нет.`,
    cannot: "Этот браузер не сохраняет приложения. Откройте журнал в Chrome или Яндекс Браузере.",
    store: "Сохранить",
  },
  pin: {
    name: "PIN",
    yes: "Задан: записи закрыты от того, кто возьмёт планшет.",
    no: "Не задан: журнал откроет любой, у кого планшет в руках.",
    demo: "Учебному классу он не нужен.",
    set: "Задать PIN",
  },
  space: {
    name: "Место",
    free: (bytes: number) => `Свободно ${sizeRu(bytes)}.`,
    little: (bytes: number) => `Свободно только ${sizeRu(bytes)}: отметки могут не поместиться.`,
    unknown: "Браузер не говорит, сколько места.",
    look: "Что занимает место",
  },
  kept: {
    name: "Сохранность",
    yes: "Браузер обещал не стирать записи.",
    no: "Браузер может стереть записи, если кончится место.",
    declined: "Браузер пока не согласился. Поставьте журнал значком на экран и спросите ещё раз.",
    unknown: "Этот браузер не говорит, бережёт ли он записи.",
    ask: "Попросить беречь",
    install: "Поставить на экран",
  },
  clock: {
    name: "Часы",
    yes: "Идут верно.",
    no: (by: string) =>
      `Расходятся с сервером на ${by}. Поставьте «Время сети» в настройках планшета и проверьте ещё раз.`,
    unknown: "Сверить не с чем: планшет ещё не говорил с сервером.",
    compare: "Сверить часы",
  },
  version: {
    name: "Версия",
    yes: (version: string) => `${version}, новее на планшете нет.`,
    no: "Новая версия загружена и ждёт.",
    unknown: (version: string) => `${version}, работает из сети.`,
    update: "Обновить",
  },
}

const en: SameKeys<typeof ru> = {
  title: "Ready to go offline?",
  sub: "Check the tablet where there is a network, best the day before",
  ready: "Yes. Everything a lesson needs is on the tablet.",
  notReady: (count) => `Not yet: ${countedEn(count, "tick", "ticks")} of seven to go.`,
  checking: "Checking…",
  again: "Check again",
  offline: "No connection: lists, clock and version will be compared once there is one.",
  signedOut: "The sign-in has ended. Your records are safe; sign in to get the lists.",
  signIn: "Sign in",
  factor: {
    missing:
      "There is no second step of signing in: without it nobody can be invited and no lost tablet wiped. A lesson without a network does not need it.",
    set: "Set it up",
  },
  list: "Seven ticks",
  states: { yes: "ready", no: "not ready", unknown: "unknown" },
  lists: {
    name: "Class lists",
    here: (classes, pupils) => `${classesEn(classes)}, ${pupilsEn(pupils)}`,
    of: (classes, pupils, when) => `${classesEn(classes)}, ${pupilsEn(pupils)}; compared ${when}`,
    none: "There is no class on this tablet.",
    part: "The lists have not arrived to the end.",
    old: (when) => `Compared ${when}: there may be new pupils since.`,
    never: "Never compared with the server.",
    fetch: "Fetch the lists",
    bring: "Bring from a file",
  },
  materials: {
    name: "Lessons, checklists and instruments",
    yes: "Stored whole; they open without a network.",
    no: "Not stored whole: not everything would open offline.",
    missing: (count) =>
      `${countedEn(count, "planned diagnostic needs", "planned diagnostics need")} an instrument that is not on the tablet.`,
    cannot: "This browser stores no apps. Open the journal in Chrome or Yandex Browser.",
    store: "Store",
  },
  pin: {
    name: "PIN",
    yes: "Set: the records are closed to whoever picks the tablet up.",
    no: "Not set: whoever holds the tablet can open the journal.",
    demo: "The practice class needs none.",
    set: "Set a PIN",
  },
  space: {
    name: "Room",
    free: (bytes) => `${sizeEn(bytes)} free.`,
    little: (bytes) => `Only ${sizeEn(bytes)} free: marks may not fit.`,
    unknown: "The browser does not tell how much room there is.",
    look: "What takes the room",
  },
  kept: {
    name: "Safe keeping",
    yes: "The browser has promised not to wipe the records.",
    no: "The browser may wipe the records when room runs out.",
    declined: "The browser has not agreed yet. Put the journal on the home screen and ask again.",
    unknown: "This browser does not tell whether it keeps the records.",
    ask: "Ask to keep them",
    install: "Put on the home screen",
  },
  clock: {
    name: "Clock",
    yes: "Right.",
    no: (by) =>
      `Differs from the server by ${by}. Switch on network time in the tablet’s settings and check again.`,
    unknown: "Nothing to compare with: the tablet has not spoken to a server yet.",
    compare: "Compare the clock",
  },
  version: {
    name: "Version",
    yes: (version) => `${version}, nothing newer on the tablet.`,
    no: "A new version is here and waits.",
    unknown: (version) => `${version}, working from the network.`,
    update: "Update",
  },
}

export const readyWords = pair(ru, en)
