/** The list with the item at `from` moved to the place `to`; unchanged where there is no such item or place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The list in the order that an earlier one had; what came since then stays at the end. */
export function inOrderOf<T extends { id: string }>(list: readonly T[], earlier: readonly T[]): T[] {
  const place = new Map(earlier.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: T) => place.get(id) ?? earlier.length;
  return list.toSorted((one, other) => placeOf(one) - placeOf(other));
}
