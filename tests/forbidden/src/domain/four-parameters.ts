export function sum(a: number, b: number, c: number, d: number): number { // caught: eslint(max-params)
  return a + b + c + d
}
