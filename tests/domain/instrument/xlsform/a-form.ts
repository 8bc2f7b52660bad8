import type { Sheet } from "#/domain/class-list/join-sheets.ts"

/** A form as a field worker would write it: a questionnaire of two scales, with a filter question. */
export function aForm() {
  return {
    survey: [
      [
        "type",
        "name",
        "label::Russian (ru)",
        "label::English (en)",
        "relevant",
        "scale",
        "reverse",
      ],
      ["start", "start", "", "", "", "", ""],
      ["note", "intro", "Отметь, что про тебя.", "Mark what is like you.", "", "", ""],
      ["begin group", "g", "Учёба", "Study", "", "", ""],
      ["select_one steps", "Q_1", "Мне нравится читать", "I like reading", "", "mind", ""],
      ["select_one steps", "Q_2", "Мне скучно читать", "Reading bores me", "", "mind", "yes"],
      ["end group", "", "", "", "", "", ""],
      ["select_one yesno", "club", "Есть ли у тебя кружок?", "Do you go to a club?", "", "", ""],
      [
        "select_one steps",
        "Q_3",
        "В кружке интересно",
        "The club is fun",
        "${club} = 'yes'",
        "hands",
        "",
      ],
      [
        "select_one steps",
        "Q_4",
        "Мне нравится мастерить",
        "I like making things",
        "",
        "hands",
        "",
      ],
    ],
    choices: [
      ["list_name", "name", "label::Russian (ru)", "label::English (en)", "points"],
      ["steps", "0", "нет", "no", "0"],
      ["steps", "1", "отчасти", "partly", "1"],
      ["steps", "2", "да", "yes", "2"],
      ["yesno", "yes", "есть", "yes", ""],
      ["yesno", "no", "нет", "no", ""],
    ],
    settings: [
      ["form_title", "form_id", "version", "about", "licence", "credit"],
      [
        "Голова и руки",
        "Head_and_hands",
        "3",
        "Не измеряет умений.",
        "школа №5",
        "составлено в школе",
      ],
    ],
    scales: [
      ["name", "label", "about"],
      ["mind", "Голова", "Интересно думать"],
      ["hands", "Руки", "Интересно мастерить"],
    ],
  } as Record<string, string[][]>
}

export type Form = ReturnType<typeof aForm>

export function sheetsOf(form: Form): readonly Sheet[] {
  return Object.entries(form).map(([name, rows]) => ({ name, rows }))
}
