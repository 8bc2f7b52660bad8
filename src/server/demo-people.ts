import { must } from "#/base/assert.ts"

/** Invented people. Any likeness is chance: surnames and first names are drawn from two lists by place. */
const surnames = [
  "Абрамов",
  "Белкин",
  "Воронцов",
  "Гаврилов",
  "Дорохов",
  "Ершов",
  "Жданов",
  "Зуев",
  "Ильин",
  "Комаров",
  "Лаптев",
  "Мельников",
  "Носов",
  "Орехов",
  "Пахомов",
  "Рябов",
  "Самойлов",
  "Тихонов",
  "Уваров",
  "Фролов",
  "Хохлов",
  "Цветков",
  "Чернов",
  "Шубин",
  "Щукин",
  "Якушев",
] as const

const girls = [
  "Алина",
  "Вера",
  "Дарья",
  "Елена",
  "Злата",
  "Кира",
  "Мария",
  "Ольга",
  "София",
  "Юлия",
]
const boys = ["Артём", "Глеб", "Денис", "Егор", "Илья", "Кирилл", "Лев", "Максим", "Павел", "Тимур"]
const fathers = ["Андреев", "Борисов", "Викторов", "Иванов", "Олегов", "Петров", "Сергеев"]

export interface DemoPupil {
  readonly last: string
  readonly first: string
  readonly middle: string
}

/** The pupils of a class: `count` of them, always the same for the same class. */
export function demoPupils(seed: number, count: number): readonly DemoPupil[] {
  return Array.from({ length: count }, (_, place) => {
    const at = (list: readonly string[], factor: number): string =>
      must(list[(place * factor + seed * 3) % list.length])
    const isGirl = (place + seed) % 2 === 0
    const father = at(fathers, 3)
    return {
      last: `${at(surnames, 5)}${isGirl ? "а" : ""}`,
      first: isGirl ? at(girls, 3) : at(boys, 7),
      middle: `${father}${isGirl ? "на" : "ич"}`,
    }
  })
}
