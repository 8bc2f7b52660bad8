import { describe, expect, test } from "vitest"

import { syncWords } from "#/text/sync.ts"

describe("the sync indicator", () => {
  test("says in Russian what the product page promises", () => {
    const words = syncWords.ru
    expect([
      words.allSent("14:05"),
      words.waiting(7),
      words.sending(3, 7),
      words.offline(7),
      words.unreachable("14:20", 7),
      words.signIn(7),
      words.refused(1),
      words.conflict(1),
      words.oldLists("12 ноября"),
    ]).toEqual([
      "Всё отправлено · 14:05",
      "Сохранено на планшете · ждут отправки: 7",
      "Отправляем: 3 из 7",
      "Нет связи. Работайте дальше · ждут: 7",
      "Сервер не отвечает, повторим в 14:20 · ждут: 7",
      "Войдите, чтобы отправить. 7 записей в сохранности",
      "Сервер не принял 1 запись — посмотреть",
      "Разные отметки у 1 ученика — выбрать",
      "Списки от 12 ноября",
    ])
  })

  test("says the same in English", () => {
    const words = syncWords.en
    expect([
      words.allSent("14:05"),
      words.waiting(7),
      words.sending(3, 7),
      words.offline(7),
      words.signIn(7),
      words.refused(1),
      words.conflict(1),
      words.oldLists("12 November"),
    ]).toEqual([
      "All sent · 14:05",
      "Saved on this tablet · 7 waiting",
      "Sending 3 of 7",
      "Offline. Keep working · 7 waiting",
      "Sign in to send. 7 records are safe",
      "1 record not accepted — see why",
      "1 pupil has two different marks",
      "Lists from 12 November",
    ])
  })

  test("agrees its words with their numbers", () => {
    const words = syncWords.ru
    expect(words.refused(3)).toBe("Сервер не принял 3 записи — посмотреть")
    expect(words.signIn(21)).toBe("Войдите, чтобы отправить. 21 запись в сохранности")
    expect([2, 5, 21].map(words.conflict)).toEqual([
      "Разные отметки у 2 учеников — выбрать",
      "Разные отметки у 5 учеников — выбрать",
      "Разные отметки у 21 ученика — выбрать",
    ])
    expect(words.offline(0)).toBe("Нет связи. Работайте дальше")
  })
})
