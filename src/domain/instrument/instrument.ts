/**
 * A diagnostic instrument as data: what is asked, what may be answered, what an answer gives to which scale. It knows
 * no language of its own: every text stands in the languages the instrument has, Russian always.
 */
export interface Instrument {
  readonly code: string
  /** Raised with every change of items or key: a sitting is scored by the version it was taken with. */
  readonly version: number
  readonly title: Text
  /** What it is and is not, for the teacher. */
  readonly about: Text
  /** What the pupil reads before the first item. */
  readonly instruction: Text
  readonly licence: string
  /** Whose work it follows. */
  readonly credit: Text
  /** How long it takes, from – to. */
  readonly minutes: readonly [from: number, to: number]
  readonly grades: readonly [from: number, to: number]
  readonly answering: Answering
  readonly balance: Balance
  readonly reading: Reading
  readonly scales: readonly Scale[]
  /** From the lowest up; empty where an instrument has no norms and only the shape of the profile is read. */
  readonly bands: readonly Band[]
  readonly items: readonly Item[]
  /** After which items it is put away till another day; empty when it is taken in one sitting. */
  readonly breaks: readonly string[]
}

export interface Text {
  readonly ru: string
  readonly en?: string
}

/**
 * pair: one of two, each speaks for a scale · choice: one of several · rating: how much, on one row of steps that is
 * the same for all items.
 */
export type Answering = "pair" | "choice" | "rating"

/**
 * What a careless key would break, so that a slip in it is noticed when the instrument is loaded.
 * every-pair: any two scales meet equally often · opposites: scales meet only in fixed couples, equally often ·
 * equal: every scale can be scored equally often · free: none of these, and an answer may give any points or none.
 */
export type Balance = "every-pair" | "opposites" | "equal" | "free"

/**
 * leading: the scales compete, and the highest are what the talk begins with · profile: they speak of different things
 * (what one knows, how one decides), so none of them leads.
 */
export type Reading = "leading" | "profile"

export interface Scale {
  readonly id: string
  readonly title: Text
  /** What a high score speaks of, in words a pupil understands: interest, never a verdict. */
  readonly about: Text
}

/** Scores up to and including `upTo` are of this band. */
export interface Band {
  readonly upTo: number
  readonly title: Text
}

export interface Item {
  readonly id: string
  /** Empty where the options speak for themselves. */
  readonly text: Text
  readonly options: readonly Option[]
  /** Asked only of those who answered an earlier item so. */
  readonly when?: { readonly item: string; readonly is: readonly string[] }
}

export interface Option {
  readonly id: string
  readonly text: Text
  /** What it gives, by scale. An option may give nothing («не знаю»). */
  readonly points: Readonly<Record<string, number>>
}

/** What was answered: by item the option's id. An item that is not here was not answered. */
export type Answers = Readonly<Record<string, string>>

/** Larger ones are slips or attacks: the longest questionnaire in use here has 144 items. */
export const itemsMax = 300
export const scalesMax = 30
export const optionsMax = 12
/** Field workers number versions by the day and the hour: 2026113001. */
export const versionMax = 9_999_999_999
