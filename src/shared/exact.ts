/** Takes away what binary fractions add: 299.9999999999 is 300. */
export function exact(value: number): number {
  return Number(value.toPrecision(12));
}
