export function anything(value: any): string { // caught: typescript(no-explicit-any)
  return String(value)
}

export function pretend(value: unknown): string {
  return value as string // caught: typescript(no-unsafe-type-assertion)
}

export function hope(value: string | undefined): number {
  return value!.length // caught: typescript(no-non-null-assertion)
}
