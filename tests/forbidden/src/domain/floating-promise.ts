async function save(): Promise<void> {
  await Promise.resolve()
}

export function leave(): void {
  save() // caught: typescript(no-floating-promises)
}
