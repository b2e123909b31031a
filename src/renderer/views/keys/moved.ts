/** The list with the item at `index` moved by one place; unchanged where there is no such place. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const item = list[index];
  const neighbour = list[index + by];
  if (item === undefined || neighbour === undefined) return [...list];
  return list.with(index, neighbour).with(index + by, item);
}
