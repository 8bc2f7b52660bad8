/** Has the questions of a diagnostic at hand by the time the rest of its lesson is read. */
export async function fetchQuestions(code: string): Promise<void> {
  try {
    const { isShippedCode, shippedInstrument } = await import("#/domain/instrument/catalogue.ts")
    if (isShippedCode(code)) await shippedInstrument(code)
  } catch {
    // The screen asks again, and says what is the matter.
  }
}
