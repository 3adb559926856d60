/** Rows of a plan have no ids yet: each is named by its place in the list. */
export function byPlace<Row>(rows: readonly Row[]): (row: Row) => string {
  const places = new Map(rows.map((row, place) => [row, String(place)]));
  return (row) => places.get(row) ?? '';
}
