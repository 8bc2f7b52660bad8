import type { Instrument, Item, Text } from "./instrument.ts"

const steps: readonly Text[] = [
  { ru: "не про меня", en: "not like me" },
  { ru: "немного про меня", en: "a little like me" },
  { ru: "про меня", en: "like me" },
]

/** The points along the steps, from the first to the last. */
type Points = readonly [number, number, number]
const rising: Points = [0, 1, 2]
const falling: Points = [2, 1, 0]

function asked(id: string, text: Text, { scale, points = rising }: Key): Item {
  const options = steps.map((step, index) => ({
    id: `p${index}`,
    text: step,
    points: { [scale]: points[index] ?? 0 },
  }))
  return { id, text, options }
}

interface Key {
  readonly scale: string
  readonly points?: Points
}

const think: Key = { scale: "think" }
const make: Key = { scale: "make" }

/** What a school starts from: it has two scales, a reversed question, a question that hangs on an answer, and bands. */
export const exampleInstrument: Instrument = {
  code: "primer",
  version: 1,
  title: { ru: "Пример: мысль или дело", en: "Example: thinking or making" },
  about: {
    ru: "Шесть вопросов, чтобы показать устройство файла. Не измеряет ни интересов, ни способностей.",
    en: "Six questions that show how a file is built. It measures neither interests nor abilities.",
  },
  instruction: {
    ru: "Отметь, насколько это про тебя. Правильных ответов нет.",
    en: "Mark how much this is like you. There are no right answers.",
  },
  licence: "CC0-1.0",
  credit: { ru: "Составлено для примера.", en: "Made as an example." },
  minutes: [1, 2],
  grades: [6, 11],
  answering: "rating",
  balance: "equal",
  reading: "leading",
  scales: [
    {
      id: "think",
      title: { ru: "Мысль", en: "Thinking" },
      about: { ru: "Тебе интересно узнавать и обдумывать.", en: "You like to learn and to think." },
    },
    {
      id: "make",
      title: { ru: "Дело", en: "Making" },
      about: { ru: "Тебе интересно делать и пробовать.", en: "You like to make and to try." },
    },
  ],
  bands: [
    { upTo: 2, title: { ru: "интерес слабый", en: "little interest" } },
    { upTo: 6, title: { ru: "интерес есть", en: "some interest" } },
  ],
  items: [
    asked("q1", { ru: "Мне нравится решать задачи", en: "I like solving problems" }, think),
    asked("q2", { ru: "Мне нравится мастерить", en: "I like making things" }, make),
    asked("q3", { ru: "Читать мне скучно", en: "Reading bores me" }, { ...think, points: falling }),
    asked("q4", { ru: "Сделанное руками меня радует", en: "Things made by hand please me" }, make),
    {
      ...asked(
        "q5",
        { ru: "Трудная задача меня увлекает", en: "A hard problem draws me in" },
        think,
      ),
      when: { item: "q1", is: ["p1", "p2"] },
    },
    asked("q6", { ru: "Я чиню то, что сломалось", en: "I mend what is broken" }, make),
  ],
  breaks: [],
}
