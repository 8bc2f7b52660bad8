/** School subjects, with the first grade that has them (the federal basic plan). Titles stand in text/consultation.ts. */
const firstGrade = {
  russian: 1,
  literature: 1,
  foreign: 2,
  maths: 1,
  informatics: 5,
  physics: 7,
  chemistry: 8,
  biology: 5,
  geography: 5,
  history: 5,
  civics: 6,
  technology: 5,
  art: 1,
  music: 1,
  sport: 1,
} as const

export type SubjectCode = keyof typeof firstGrade

/** What a pupil of this grade learns, or begins to learn next year: it is worth a deeper look already. */
export function subjectsFor(grade: number): readonly SubjectCode[] {
  return Object.keys(firstGrade)
    .filter(isSubject)
    .filter((code) => firstGrade[code] <= grade + 1)
}

function isSubject(code: string): code is SubjectCode {
  return Object.hasOwn(firstGrade, code)
}
