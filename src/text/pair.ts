export type Language = "ru" | "en"

/** The shape a translation must have: every key of the source, at every depth. Literal strings widen to `string`. */
export type SameKeys<Source> = Source extends string
  ? string
  : Source extends (...given: infer Given) => infer Said
    ? (...given: Given) => SameKeys<Said>
    : { readonly [Key in keyof Source]: SameKeys<Source[Key]> }

export type Pair<Words> = { readonly [key in Language]: Words }

/** Both languages of one area. A key missing from the translation, or one too many, is a type error. */
export function pair<Source>(ru: Source, en: SameKeys<Source>): Pair<SameKeys<Source>>
export function pair<Words>(ru: Words, en: Words): Pair<Words> {
  return { ru, en }
}
