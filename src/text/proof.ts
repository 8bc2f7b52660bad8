import { pair, type SameKeys } from "./pair.ts"
import { plural, pluralEn } from "./plural.ts"

const thousandsRu = new Intl.NumberFormat("ru", { useGrouping: true })
const thousandsEn = new Intl.NumberFormat("en", { useGrouping: true })

/** The number with its thousands apart, and the word: «20 000 историй». */
function many(count: number, ...forms: readonly [one: string, few: string, many: string]): string {
  return `${thousandsRu.format(count)} ${plural(count, ...forms)}`
}

function manyEn(count: number, one: string, other: string): string {
  return `${thousandsEn.format(count)} ${pluralEn(count, one, other)}`
}

/** «Как мы проверяем»: what was tried on purpose, how often, and with which result. */
const ru = {
  title: "Как мы проверяем",
  lead: "Мы нарочно ломаем всё вокруг журнала и смотрим, пропала ли хоть одна сохранённая отметка и не посчитана ли какая-нибудь дважды. Числа ниже записала сама проверка, их никто не вписывал рукой.",
  table: "Что пробовали и что вышло",
  columns: { danger: "Что может случиться", tried: "Сколько раз", result: "Итог" },
  runs: {
    simulation: {
      danger: "Обычная школьная жизнь, где всё идёт не так",
      how: "Несколько планшетов и школ в одной программе: связь рвётся и путает ответы, планшеты выключаются, часы врут, учеников переводят, доступ закрывают, сервер восстанавливают из копии.",
      times: (count: number) => many(count, "история", "истории", "историй"),
    },
    "server-kills": {
      danger: "Сервер школы выключился посреди записи",
      how: "Убиваем сервер до записи, во время неё и при ответе, включаем снова и сверяем каждую отметку.",
      times: (count: number) => many(count, "раз", "раза", "раз"),
    },
    "response-cuts": {
      danger: "Связь оборвалась на полуслове",
      how: "Обрываем ответ сервера на каждом байте, удваиваем, меняем местами, задерживаем.",
      times: (count: number) =>
        many(count, "обрыв и подмена", "обрыва и подмены", "обрывов и подмен"),
    },
    "power-cut": {
      danger: "В школе отключили электричество",
      how: "Повторяем запись на диск до каждого её шага и открываем то, что осталось.",
      times: (count: number) => many(count, "отключение", "отключения", "отключений"),
    },
    "forged-batches": {
      danger: "Кто-то подделал данные или прислал чужие",
      how: "Посылаем испорченные, повторные и чужие записи: ни одна не должна подействовать и ни одна не должна задержать настоящие.",
      times: (count: number) => many(count, "посылка", "посылки", "посылок"),
    },
    "browser-kills": {
      danger: "Планшет сел или браузер закрылся во время отметки",
      how: "Убиваем браузер и вкладку посреди записи: всё, что было показано сохранённым, должно найтись.",
      times: (count: number) => many(count, "раз", "раза", "раз"),
    },
    "storage-faults": {
      danger: "На планшете кончилось место или браузер стёр память",
      how: "Заполняем память, стираем базу, открываем две вкладки с разными версиями, переводим часы на годы.",
      times: (count: number) => many(count, "случай", "случая", "случаев"),
    },
    drill: {
      danger: "Диск сервера погиб, осталась только копия",
      how: "Восстанавливаем сервер из копии: планшеты должны сами прислать всё, чего в ней нет.",
      times: (count: number) => many(count, "диск", "диска", "дисков"),
    },
  },
  notYet: "ещё не проверено",
  testedOn: (day: string) => `Проверено ${day}.`,
  nothingBroken: "потерь нет",
  broken: (count: number) => many(count, "нарушение", "нарушения", "нарушений"),
  rerun: "Повторить самому",
  rerunHow:
    "Журнал открытый, проверку может запустить каждый. Нужен компьютер с Node.js; в папке журнала выполните npm ci, а потом:",
  quick: "Быстрая проверка всего, несколько минут",
  commands: "Команды",
  limits: "Чего проверка не доказывает",
  limitList: [
    "Ноль потерь значит, что мы столько раз искали и не нашли. Это не обещание, что ошибки нет.",
    "Отметки, которые не успели уйти, есть только на планшете. Если он разбит или утерян, их не вернуть; поэтому журнал всегда показывает, сколько ждёт отправки.",
    "Браузеры мы ломаем только на движке Chromium: это Chrome и Яндекс Браузер. Полных прогонов в Safari и Firefox ещё не было.",
    "Диск, который докладывает о записи раньше, чем записал, обманет и нас: серверу нужен исправный диск и копия на другом компьютере.",
    "От ошибки человека проверка не спасает. Неверную отметку исправляют в истории урока.",
  ],
}

const en: SameKeys<typeof ru> = {
  title: "How we test",
  lead: "We break everything around the logbook on purpose and see whether a single saved mark was lost or counted twice. The figures below were written by the tests themselves, none was typed by hand.",
  table: "What was tried and what came of it",
  columns: { danger: "What may happen", tried: "How often", result: "Result" },
  runs: {
    simulation: {
      danger: "Ordinary school life in which everything goes wrong",
      how: "Several tablets and schools in one program: the line breaks and mixes answers up, tablets switch off, clocks lie, pupils are moved, access ends, the server is restored from a copy.",
      times: (count) => manyEn(count, "history", "histories"),
    },
    "server-kills": {
      danger: "The school’s server switched off in mid-write",
      how: "We kill the server before, during and after a write, start it again and compare every mark.",
      times: (count) => manyEn(count, "time", "times"),
    },
    "response-cuts": {
      danger: "The line broke in mid-word",
      how: "We cut the server’s answer at every byte, double it, swap it, hold it up.",
      times: (count) => manyEn(count, "cut or swap", "cuts and swaps"),
    },
    "power-cut": {
      danger: "The school’s electricity was cut",
      how: "We replay the writing to disk up to each of its steps and open what is left.",
      times: (count) => manyEn(count, "cut", "cuts"),
    },
    "forged-batches": {
      danger: "Somebody forged data or sent another’s",
      how: "We send spoilt, repeated and foreign records: none may take effect and none may hold up real ones.",
      times: (count) => manyEn(count, "batch", "batches"),
    },
    "browser-kills": {
      danger: "The battery died or the browser closed during a mark",
      how: "We kill the browser and the tab in mid-write: whatever was shown as saved must be found.",
      times: (count) => manyEn(count, "time", "times"),
    },
    "storage-faults": {
      danger: "The tablet ran out of space or the browser wiped its memory",
      how: "We fill the memory, wipe the database, open two tabs of different versions, move the clock by years.",
      times: (count) => manyEn(count, "case", "cases"),
    },
    drill: {
      danger: "The server’s disk died and only a copy is left",
      how: "We restore the server from the copy: the tablets must send by themselves whatever it lacks.",
      times: (count) => manyEn(count, "disk", "disks"),
    },
  },
  notYet: "not tested yet",
  testedOn: (day) => `Tested on ${day}.`,
  nothingBroken: "nothing lost",
  broken: (count) => manyEn(count, "breach", "breaches"),
  rerun: "Run it yourself",
  rerunHow:
    "The logbook is open and anyone can run its tests. You need a computer with Node.js; in the logbook’s folder run npm ci, then:",
  quick: "A quick test of everything, some minutes",
  commands: "Commands",
  limits: "What the tests do not prove",
  limitList: [
    "No losses means that we looked so many times and found none. It is no promise that there is no fault.",
    "Marks that have not been sent are on the tablet alone. If it is broken or lost they cannot be brought back; so the logbook always shows how many wait.",
    "We break only browsers of the Chromium family: Chrome and Yandex Browser. There were no full runs in Safari and Firefox yet.",
    "A disk that reports a write before it is done deceives us too: the server needs a sound disk and a copy on another computer.",
    "The tests do not save anyone from a person’s mistake. A wrong mark is mended in the lesson’s history.",
  ],
}

export const proofWords = pair(ru, en)
