/** Columns of one node that refer to columns of another, one by one. */
export interface ColumnPair {
  readonly from: string;
  readonly columns: readonly string[];
  readonly to: string;
  readonly otherColumns: readonly string[];
}

/** The same for the same columns in any order. */
export function pairKey({ from, columns, to, otherColumns }: ColumnPair): string {
  const joined = columns.map((column, index) => JSON.stringify([column, otherColumns[index]])).sort();
  return JSON.stringify([from, to, joined]);
}
